package dev.flotilla.fleet;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Classes of one package that use each other in a circle. A class counts with what is nested in it,
 * a sealed type with its cases.
 */
final class Circles {
  private final SortedMap<String, SortedSet<String>> uses = new TreeMap<>();

  private Circles(JavaClasses classes) {
    for (JavaClass type : classes) {
      for (Dependency use : type.getDirectDependenciesFromSelf()) {
        JavaClass target = use.getTargetClass().getBaseComponentType();
        if (target.getPackageName().equals(type.getPackageName())) {
          uses.computeIfAbsent(node(type), any -> new TreeSet<>()).add(node(target));
        }
      }
    }
  }

  /** Returns the largest circles, each sorted. */
  static Set<SortedSet<String>> of(JavaClasses classes) {
    Circles circles = new Circles(classes);
    Set<SortedSet<String>> found = new java.util.LinkedHashSet<>();
    for (String start : circles.uses.keySet()) {
      SortedSet<String> circle = new TreeSet<>();
      for (String other : circles.reached(start)) {
        if (circles.reached(other).contains(start)) {
          circle.add(other);
        }
      }
      if (circle.size() > 1) {
        found.add(circle);
      }
    }
    return found;
  }

  private SortedSet<String> reached(String start) {
    SortedSet<String> reached = new TreeSet<>();
    List<String> next = new ArrayList<>(List.of(start));
    while (!next.isEmpty()) {
      for (String use : uses.getOrDefault(next.remove(0), new TreeSet<>())) {
        if (reached.add(use)) {
          next.add(use);
        }
      }
    }
    return reached;
  }

  private static String node(JavaClass type) {
    JavaClass top = type;
    while (top.getEnclosingClass().isPresent()) {
      top = top.getEnclosingClass().get();
    }
    for (JavaClass parent : top.getRawInterfaces()) {
      if (parent.reflect().isSealed() && parent.getPackageName().equals(top.getPackageName())) {
        return node(parent);
      }
    }
    return top.getName();
  }
}
