package dev.flotilla.constructs;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import software.constructs.Construct;

@AnalyzeClasses(
    packages = "dev.flotilla.constructs",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule KNOWS_ONLY_THE_FLEET_AND_THE_BINDINGS =
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

  @ArchTest
  static final ArchRule CONSTRUCTS_TAKE_SCOPE_ID_AND_PROPS =
      constructors()
          .that()
          .areDeclaredInClassesThat()
          .areAssignableTo(Construct.class)
          .and()
          .arePublic()
          .should()
          .haveRawParameterTypes(describe("scope, id, props", ArchitectureTest::scopeIdProps));

  private static boolean scopeIdProps(List<JavaClass> types) {
    return types.size() == 3
        && types.get(0).isEquivalentTo(Construct.class)
        && types.get(1).isEquivalentTo(String.class)
        && types.get(2).getSimpleName().endsWith("Props");
  }
}
