package dev.flotilla.main.page;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the names in a Java expression stand for, among the types of the libraries. */
final class JavaNames {
  private final SortedMap<String, List<JavaClass>> types = new TreeMap<>();

  JavaNames() {
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.flotilla")) {
      types.computeIfAbsent(type.getSimpleName(), name -> new ArrayList<>()).add(type);
    }
  }

  boolean hasType(String name) {
    return types.containsKey(name);
  }

  /**
   * Returns the first name in {@code Type.member.member} that nothing is called, if there is one.
   */
  Optional<String> unknown(List<String> chain) {
    Set<Class<?>> scope = new LinkedHashSet<>();
    types.getOrDefault(chain.get(0), List.of()).forEach(type -> scope.add(type.reflect()));
    for (int i = 1; i < chain.size(); i++) {
      Set<Class<?>> next = new LinkedHashSet<>();
      for (Class<?> type : scope) {
        next.addAll(named(type, chain.get(i)));
      }
      if (next.isEmpty()) {
        return Optional.of(String.join(".", chain.subList(0, i + 1)));
      }
      scope.clear();
      scope.addAll(next);
    }
    return Optional.empty();
  }

  /** Returns the types of all that is called {@code name} in {@code type}. */
  private static Set<Class<?>> named(Class<?> type, String name) {
    Set<Class<?>> named = new LinkedHashSet<>();
    Stream.of(type.getMethods())
        .filter(method -> method.getName().equals(name))
        .map(Method::getReturnType)
        .forEach(named::add);
    Stream.of(type.getFields())
        .filter(field -> field.getName().equals(name))
        .forEach(field -> named.add(field.getType()));
    Stream.of(type.getClasses())
        .filter(nested -> nested.getSimpleName().equals(name))
        .forEach(named::add);
    ofGroups(type, name).forEach(named::add);
    return named;
  }

  /** What belongs together in a record's component, a page has as the record's own. */
  private static Stream<Class<?>> ofGroups(Class<?> type, String name) {
    return components(type)
        .flatMap(group -> components(group.getType()))
        .filter(component -> component.getName().equals(name))
        .map(RecordComponent::getType);
  }

  private static Stream<RecordComponent> components(Class<?> type) {
    return type.isRecord() ? Stream.of(type.getRecordComponents()) : Stream.empty();
  }
}
