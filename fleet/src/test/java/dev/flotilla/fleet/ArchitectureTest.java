package dev.flotilla.fleet;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.flotilla.fleet.content.internal.ResourceFile;
import java.nio.file.Path;
import java.util.List;

@AnalyzeClasses(
    packages = "dev.flotilla.fleet",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "dev.flotilla.fleet";

  /** Each uses only those before it; what renders a feature is in its package internal. */
  private static final List<String> FLOORS =
      List.of(
          "version",
          "kubernetes",
          "sigstore",
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
          "content.internal",
          "content.update",
          "content",
          "content.helm",
          "cluster",
          "",
          "resolve",
          "render",
          "descriptor");

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
              "io.soabase.recordbuilder..",
              "org.jspecify..",
              "java..");

  @ArchTest
  static final ArchRule ONLY_RESOURCES_ARE_READ_AND_ONLY_ARTIFACTS_ARE_WRITTEN =
      noClasses()
          .that(
              not(resideInAnyPackage("dev.flotilla.fleet.schema", "dev.flotilla.fleet.render"))
                  .and(not(type(ResourceFile.class))))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.io..", "java.nio.file..", "java.nio.channels..")
                  .and(not(type(Path.class))));

  @ArchTest
  static final ArchRule WHAT_IS_TRUE_OR_FALSE_READS_AS_A_STATEMENT =
      methods()
          .that()
          .haveRawReturnType(boolean.class)
          .and(not(modifier(JavaModifier.SYNTHETIC)))
          .should()
          .haveNameMatching("(are|can|[a-z]+s)([A-Z]\\w*)?")
          .because("a reader of isSigned or allowsLoadBalancers need not look up its type");
}
