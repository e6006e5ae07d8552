package dev.flotilla.main;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.soabase.recordbuilder.core.RecordBuilderGenerated;

/** Names that a reader takes at their word. */
@AnalyzeClasses(packages = "dev.flotilla", importOptions = ImportOption.DoNotIncludeTests.class)
class NamesTest {
  @ArchTest
  static final ArchRule IS_AND_HAS_RETURN_BOOLEANS =
      methods()
          .that()
          .haveNameMatching("(is|has)[A-Z].*")
          .and()
          .areDeclaredInClassesThat()
          .areNotAnnotatedWith(RecordBuilderGenerated.class)
          .should()
          .haveRawReturnType(boolean.class);
}
