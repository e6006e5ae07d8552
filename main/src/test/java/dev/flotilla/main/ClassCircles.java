package dev.flotilla.main;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The circles of a package's classes: each is reached from each other in its circle. A class counts
 * with its nested ones, a sealed type with its cases.
 */
final class ClassCircles {
  private final Map<String, String> heads;
  private final SortedMap<String, Set<String>> uses = new TreeMap<>();

  ClassCircles(Collection<JavaClass> topLevel) {
    heads =
        topLevel.stream()
            .collect(Collectors.toMap(JavaClass::getName, type -> head(type, topLevel)));
    for (JavaClass type : topLevel) {
      Stream.concat(Stream.of(type), type.getPackage().getClasses().stream())
          .filter(part -> outermost(part).equals(type))
          .flatMap(part -> part.getDirectDependenciesFromSelf().stream())
          .map(use -> heads.get(outermost(use.getTargetClass()).getName()))
          .filter(used -> used != null)
          .forEach(used -> uses.computeIfAbsent(headOf(type), own -> new TreeSet<>()).add(used));
    }
  }

  /** Returns the sealed type that {@code type} is a case of, or itself. */
  private static String head(JavaClass type, Collection<JavaClass> topLevel) {
    return topLevel.stream()
        .filter(other -> other.reflect().isSealed())
        .filter(other -> permits(other.reflect(), type.getName()))
        .map(JavaClass::getName)
        .findFirst()
        .orElse(type.getName());
  }

  private static boolean permits(Class<?> sealed, String name) {
    return Stream.of(sealed.getPermittedSubclasses()).map(Class::getName).anyMatch(name::equals);
  }

  private String headOf(JavaClass type) {
    return heads.getOrDefault(type.getName(), type.getName());
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ClassCircles::outermost).orElse(type);
  }

  /** Returns the circles of more than so many classes. */
  Set<SortedSet<String>> largerThan(int most) {
    Map<String, Set<String>> reached =
        uses.keySet().stream().collect(Collectors.toMap(Function.identity(), this::reachedFrom));
    return reached.keySet().stream()
        .map(type -> circle(type, reached))
        .filter(circle -> circle.size() > most)
        .collect(Collectors.toSet());
  }

  private static SortedSet<String> circle(String type, Map<String, Set<String>> reached) {
    return reached.get(type).stream()
        .filter(other -> reached.getOrDefault(other, Set.of()).contains(type))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> reachedFrom(String type) {
    Set<String> reached = new HashSet<>();
    List<String> next = List.copyOf(uses.getOrDefault(type, Set.of()));
    while (!next.isEmpty()) {
      next =
          next.stream()
              .filter(reached::add)
              .flatMap(one -> uses.getOrDefault(one, Set.of()).stream())
              .toList();
    }
    return reached;
  }
}
