package dev.flotilla.main;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.flotilla.main",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule ONLY_THE_ENTRY_POINT_EXITS =
      noClasses()
          .that()
          .doNotBelongToAnyOf(FleetlessProgram.class)
          .should()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule ONLY_ENTRY_POINTS_READ_THE_ENVIRONMENT_AND_STREAMS =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.flotilla.main")
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static final ArchRule ONLY_CLUSTER_PACKAGES_USE_THE_KUBERNETES_CLIENT =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.flotilla.main.cluster..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.fabric8..");

  @ArchTest
  static final ArchRule ONLY_PUBLISH_REGISTRY_TALKS_TO_REGISTRIES =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.flotilla.main.publish.registry")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("land.oras..");

  @ArchTest
  static final ArchRule ONLY_PUBLISH_PACKAGES_PACK_ARCHIVES =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.flotilla.main.publish..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.commons.compress..");

  @ArchTest
  static final ArchRule ONLY_SYNTH_PACKAGES_START_NODE =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.flotilla.main.synth..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("software..", "com.hashicorp..");

  @ArchTest
  static final ArchRule ONLY_COMMANDS_READ_THE_COMMAND_LINE =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.flotilla.main.command..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule REPORT_KNOWS_NOTHING_OF_FLEETS =
      noClasses()
          .that()
          .resideInAnyPackage("dev.flotilla.main.report", "dev.flotilla.main.process")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.flotilla.stacks..", "dev.flotilla.constructs..");
}
