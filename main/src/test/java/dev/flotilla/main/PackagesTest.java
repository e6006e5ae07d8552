package dev.flotilla.main;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import io.soabase.recordbuilder.core.RecordBuilderGenerated;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The packages of all modules: small, and none of them understood only with another. */
@AnalyzeClasses(packages = "dev.flotilla", importOptions = ImportOption.DoNotIncludeTests.class)
class PackagesTest {
  private static final int MAX_FILES = 20;
  private static final int MAX_CIRCLE = 3;

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("dev.flotilla.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule PACKAGES_ARE_NULL_MARKED =
      classes()
          .should(
              ArchCondition.from(
                  describe(
                      "be in a package with @NullMarked",
                      type -> type.getPackage().isAnnotatedWith(NullMarked.class))));

  @ArchTest
  static void packagesHaveAtMostTwentyFiles(JavaClasses classes) {
    assertThat(topLevel(classes).collect(groupingBy(JavaClass::getPackageName, counting())))
        .allSatisfy((name, files) -> assertThat(files).as(name).isLessThanOrEqualTo(MAX_FILES));
  }

  @ArchTest
  static void classesOfAPackageFormNoLargeCircles(JavaClasses classes) {
    topLevel(classes)
        .collect(groupingBy(JavaClass::getPackageName))
        .forEach(
            (name, all) ->
                assertThat(new ClassCircles(all).largerThan(MAX_CIRCLE)).as(name).isEmpty());
  }

  private static Stream<JavaClass> topLevel(JavaClasses classes) {
    return classes.stream()
        .filter(JavaClass::isTopLevelClass)
        .filter(type -> !type.isAnnotatedWith(RecordBuilderGenerated.class))
        .filter(type -> !type.getSimpleName().equals("package-info"));
  }
}
