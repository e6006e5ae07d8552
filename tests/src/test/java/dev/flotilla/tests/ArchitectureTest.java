package dev.flotilla.tests;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import dev.flotilla.tests.harness.InSandbox;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.platform.suite.api.IncludeTags;

/** The packages of the tests, and which of them run in a suite. */
@AnalyzeClasses(packages = "dev.flotilla.tests")
class ArchitectureTest {
  private static final int MAX_FILES = 20;

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("dev.flotilla.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule HARNESS_USES_NO_OTHER_PACKAGE =
      noClasses()
          .that()
          .resideInAPackage("dev.flotilla.tests.harness..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.flotilla..")
                  .and(not(resideInAPackage("dev.flotilla.tests.harness.."))));

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
    Map<String, Set<String>> files = new TreeMap<>();
    for (JavaClass type : classes) {
      files
          .computeIfAbsent(type.getPackageName(), missing -> new TreeSet<>())
          .add(type.getSource().orElseThrow().getFileName().orElseThrow());
    }
    assertThat(files)
        .allSatisfy((name, all) -> assertThat(all).as(name).hasSizeLessThanOrEqualTo(MAX_FILES));
  }

  @ArchTest
  static void tagsAreThoseOfSuites(JavaClasses classes) {
    assertThat(classes.stream().filter(type -> type.isAnnotatedWith(Tag.class)))
        .isNotEmpty()
        .allSatisfy(type -> assertThat(suites(classes)).contains(tag(type)));
  }

  /** Else it would bring up another sandbox of that name, beside the suite's. */
  @ArchTest
  static void testsOnTheSandboxOfASuiteHaveItsTag(JavaClasses classes) {
    for (JavaClass type : classes) {
      for (String sandbox : sandboxes(type)) {
        if (suites(classes).contains(sandbox)) {
          assertThat(tag(type)).as("the tag of %s", type.getName()).isEqualTo(sandbox);
        }
      }
    }
  }

  private static Set<String> suites(JavaClasses classes) {
    return classes.stream()
        .filter(type -> type.isAnnotatedWith(IncludeTags.class))
        .flatMap(type -> Stream.of(type.getAnnotationOfType(IncludeTags.class).value()))
        .collect(toCollection(TreeSet::new));
  }

  private static String tag(JavaClass type) {
    return type.tryGetAnnotationOfType(Tag.class).map(Tag::value).orElse("");
  }

  private static Set<String> sandboxes(JavaClass type) {
    return type.getCodeUnits().stream()
        .flatMap(method -> method.getParameters().stream())
        .flatMap(parameter -> parameter.tryGetAnnotationOfType(InSandbox.class).stream())
        .map(InSandbox::value)
        .collect(toCollection(TreeSet::new));
  }
}
