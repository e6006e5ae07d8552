package dev.flotilla.fleet;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
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
  private static final List<String> LAYERS =
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
  static void eachLayerUsesOnlyThoseBelow(JavaClasses classes) {
    assertThat(classes)
        .allSatisfy(type -> assertThat(LAYERS).as(type.getName()).contains(layer(type)));
    List<String> upward =
        classes.stream()
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .filter(use -> use.getTargetClass().getPackageName().startsWith(ROOT))
            .filter(
                use ->
                    LAYERS.indexOf(layer(use.getTargetClass()))
                        > LAYERS.indexOf(layer(use.getOriginClass())))
            .map(Dependency::getDescription)
            .toList();
    assertThat(upward).isEmpty();
  }

  private static String layer(JavaClass type) {
    return type.getPackageName().substring(ROOT.length()).replaceFirst("^\\.", "");
  }

  @ArchTest
  static final ArchRule USES_ONLY_LIBRARIES_THAT_RENDER_AND_CHECK =
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
  static final ArchRule ONLY_SCHEMAS_AND_THE_WRITER_TOUCH_FILES =
      noClasses()
          .that(
              not(resideInAnyPackage("dev.flotilla.fleet.schema", "dev.flotilla.fleet.render"))
                  .and(not(type(ResourceFile.class)))
                  .and(not(simpleName("FluxMinor"))))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.io..", "java.nio.file..", "java.nio.channels..")
                  .and(not(type(Path.class))));

  @ArchTest
  static final ArchRule BOOLEANS_READ_AS_STATEMENTS =
      methods()
          .that()
          .haveRawReturnType(boolean.class)
          .and(not(modifier(JavaModifier.SYNTHETIC)))
          .should()
          .haveNameMatching("(are|can|[a-z]+s)([A-Z]\\w*)?")
          .because("a reader of isSigned or allowsLoadBalancers need not look up its type");
}
