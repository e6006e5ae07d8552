package dev.flotilla.constructs;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;

@AnalyzeClasses(
    packages = "dev.flotilla.constructs",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule USES_ONLY_THE_FLEET_AND_THE_BINDINGS =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.flotilla.constructs..",
              "dev.flotilla.fleet..",
              "com.hashicorp.cdktf..",
              "software..",
              "org.snakeyaml..",
              "org.jspecify..",
              "java..");

  @ArchTest
  static final ArchRule ONLY_CHARTS_TOUCH_FILES =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.flotilla.constructs.chart")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.io..", "java.nio.file..", "java.nio.channels..")
                  .and(not(type(Path.class))));
}
