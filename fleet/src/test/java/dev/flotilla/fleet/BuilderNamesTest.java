package dev.flotilla.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A builder's method says whether it sets a value or adds to several. */
class BuilderNamesTest {
  /** What relates two values keeps its verb. */
  private static final Set<String> RELATIONS = Set.of("dependsOn");

  private static final JavaClasses FLEET =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.flotilla.fleet");

  @Test
  void methodsThatAddToSeveralValuesBeginWithAdd() {
    List<String> wrong = new ArrayList<>();
    builders()
        .forEach(
            builder -> {
              for (Method method : builder.getDeclaredMethods()) {
                if (isPublic(method) && adds(builder.getEnclosingClass(), method)) {
                  boolean isNamedSo =
                      method.getName().startsWith("add") || RELATIONS.contains(method.getName());
                  if (!isNamedSo) {
                    wrong.add(builder.getName() + "." + method.getName());
                  }
                }
              }
            });

    assertThat(wrong).as("methods that add one of several, each to be named add…").isEmpty();
  }

  @Test
  void methodsOfBuildersAreNotNamedLikeCopiesOfValues() {
    assertThat(builders().flatMap(builder -> Stream.of(builder.getDeclaredMethods())))
        .filteredOn(BuilderNamesTest::isPublic)
        .extracting(Method::getName)
        .contains("addPatch", "quota")
        .noneMatch(name -> name.matches("with[A-Z].*"));
  }

  private static Stream<Class<?>> builders() {
    return FLEET.stream()
        .filter(type -> type.getSimpleName().equals("Builder"))
        .map(JavaClass::reflect);
  }

  private static boolean isPublic(Method method) {
    return Modifier.isPublic(method.getModifiers());
  }

  private static boolean adds(Class<?> built, Method method) {
    return method.getParameterCount() > 0
        && built.isRecord()
        && Stream.of(built.getRecordComponents())
            .anyMatch(component -> elements(component).contains(method.getParameterTypes()[0]));
  }

  private static List<Type> elements(RecordComponent component) {
    boolean isMany =
        Collection.class.isAssignableFrom(component.getType())
            || Map.class.isAssignableFrom(component.getType());
    return isMany && component.getGenericType() instanceof ParameterizedType type
        ? Stream.of(type.getActualTypeArguments())
            .filter(element -> element != String.class && element != Object.class)
            .toList()
        : List.of();
  }
}
