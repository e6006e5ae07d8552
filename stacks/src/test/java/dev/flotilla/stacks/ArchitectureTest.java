package dev.flotilla.stacks;

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
    packages = "dev.flotilla.stacks",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule USES_ONLY_THE_FLEET_CONSTRUCTS_AND_BINDINGS =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.flotilla.stacks..",
              "dev.flotilla.constructs..",
              "dev.flotilla.fleet..",
              "com.fasterxml.jackson..",
              "com.hashicorp.cdktf..",
              "software..",
              "io.soabase.recordbuilder..",
              "org.jspecify..",
              "java..");

  @ArchTest
  static final ArchRule ONLY_THE_OUTPUT_TOUCHES_FILES =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.flotilla.stacks.output")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.io..", "java.nio..").and(not(type(Path.class))));
}
