package dev.flotilla.fleet;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(
    packages = "dev.flotilla.fleet",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "dev.flotilla.fleet";

  /** Each uses only those before it; what renders a feature is in its package internal. */
  private static final List<String> FLOORS =
      List.of(
          "kubernetes",
          "schema",
          "credential",
          "source",
          "registry",
          "flux",
          "artifact",
          "environment",
          "access",
          "state",
          "object",
          "flux.internal",
          "artifact.internal",
          "component",
          "component.internal",
          "tenant",
          "tenant.internal",
          "policy",
          "policy.internal",
          "automation",
          "automation.internal",
          "cluster",
          "",
          "resolve",
          "render");

  @ArchTest
  static void eachFloorUsesOnlyThoseBelow(JavaClasses classes) {
    assertThat(classes)
        .allSatisfy(type -> assertThat(FLOORS).as(type.getName()).contains(floor(type)));
    List<String> upward =
        classes.stream()
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .filter(use -> use.getTargetClass().getPackageName().startsWith(ROOT))
            .filter(
                use ->
                    FLOORS.indexOf(floor(use.getTargetClass()))
                        > FLOORS.indexOf(floor(use.getOriginClass())))
            .map(Dependency::getDescription)
            .toList();
    assertThat(upward).isEmpty();
  }

  private static String floor(JavaClass type) {
    return type.getPackageName().substring(ROOT.length()).replaceFirst("^\\.", "");
  }

  @ArchTest
  static final ArchRule KNOWS_ONLY_WHAT_RENDERS_AND_CHECKS =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.flotilla.fleet..",
              "com.fasterxml.jackson..",
              "dev.cel..",
              "org.snakeyaml..",
              "org.jspecify..",
              "java..");

  @ArchTest
  static final ArchRule PACKAGES_ARE_NULL_MARKED =
      classes()
          .should(
              ArchCondition.from(
                  describe(
                      "be in a package with @NullMarked",
                      type -> type.getPackage().isAnnotatedWith(NullMarked.class))));

  @ArchTest
  static final ArchRule ONLY_SCHEMAS_ARE_READ_AND_ONLY_THE_ARTIFACT_IS_WRITTEN =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.flotilla.fleet.schema", "dev.flotilla.fleet.render")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.io..", "java.nio.file..", "java.nio.channels..")
                  .and(not(type(Path.class))));

  @ArchTest
  static final ArchRule NOTHING_READS_ENVIRONMENT_OR_CLOCK =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(System.class, Runtime.class, ProcessBuilder.class, Clock.class, UUID.class)
          .orShould()
          .callMethodWhere(
              target(nameMatching("now")).and(target(owner(resideInAPackage("java.time..")))))
          .orShould()
          .callMethodWhere(target(nameMatching("getDefault")));

  @ArchTest
  static final ArchRule ORDER_IS_THAT_OF_THE_INPUT =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(HashMap.class, HashSet.class)
          .orShould()
          .callMethodWhere(target(nameMatching("copyOf")).and(target(owner(type(Map.class)))))
          .orShould()
          .callMethodWhere(target(nameMatching("of|copyOf")).and(target(owner(type(Set.class)))))
          .orShould()
          .callMethodWhere(
              target(nameMatching("to(Unmodifiable)?(Map|Set)|groupingBy"))
                  .and(target(owner(type(Collectors.class)))));

  @ArchTest static final ArchRule NOTHING_PRINTS = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
}
