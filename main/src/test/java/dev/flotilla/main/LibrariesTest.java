package dev.flotilla.main;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.hashicorp.cdktf.App;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import software.constructs.Construct;
import software.constructs.IConstruct;

/** What makes a fleet's output of values: the same values give the same bytes, silently. */
@AnalyzeClasses(
    packages = {"dev.flotilla.fleet", "dev.flotilla.constructs", "dev.flotilla.stacks"},
    importOptions = ImportOption.DoNotIncludeTests.class)
class LibrariesTest {
  private static final DescribedPredicate<JavaClass> PROVIDER_BINDINGS =
      resideInAPackage("com.hashicorp.cdktf.providers..");

  private static final int LARGE_RECORD = 4;

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
          .callMethodWhere(
              target(nameMatching("of|ofEntries|copyOf"))
                  .and(target(owner(type(Map.class).or(type(Set.class))))))
          .orShould()
          .callMethodWhere(
              target(nameMatching("to(Unmodifiable)?(Map|Set)|groupingBy"))
                  .and(target(owner(type(Collectors.class)))));

  @ArchTest static final ArchRule NOTHING_PRINTS = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest
  static final ArchRule CONSTRUCTS_ARE_FINAL =
      classes().that().areAssignableTo(Construct.class).should().haveModifier(JavaModifier.FINAL);

  @ArchTest
  static final ArchRule CONSTRUCTS_TAKE_SCOPE_ID_AND_PROPS =
      constructors()
          .that()
          .areDeclaredInClassesThat(assignableTo(Construct.class).and(not(assignableTo(App.class))))
          .and()
          .arePublic()
          .should()
          .haveRawParameterTypes(describe("scope, id, props", LibrariesTest::scopeIdProps));

  private static boolean scopeIdProps(List<JavaClass> types) {
    return types.size() == 3
        && types.get(0).isEquivalentTo(Construct.class)
        && types.get(1).isEquivalentTo(String.class)
        && types.get(2).getSimpleName().endsWith("Props");
  }

  /** As those that constructs inherit, such as {@code getNode}. */
  @ArchTest
  static final ArchRule ACCESSORS_OF_CONSTRUCTS_BEGIN_WITH_GET =
      methods()
          .that()
          .arePublic()
          .and()
          .areNotStatic()
          .and()
          .doNotHaveRawReturnType(void.class)
          .and()
          .areDeclaredInClassesThat()
          .areAssignableTo(IConstruct.class)
          .should()
          .haveNameStartingWith("get");

  @ArchTest
  static final ArchRule PUBLIC_SIGNATURES_NAME_NO_PROVIDER_BINDINGS =
      noCodeUnits()
          .that()
          .arePublic()
          .and()
          .areDeclaredInClassesThat()
          .arePublic()
          .should()
          .haveRawReturnType(PROVIDER_BINDINGS)
          .orShould()
          .haveRawParameterTypes(
              describe("one of the bindings", types -> types.stream().anyMatch(PROVIDER_BINDINGS)));

  /** Else a component that is added has to be added to every copy, each by its place. */
  @ArchTest
  static void largeRecordsCopyThemselvesByGeneratedCode(JavaClasses classes) {
    List<String> byHand =
        classes.stream()
            .filter(JavaClass::isRecord)
            .flatMap(record -> record.getMethods().stream())
            .filter(method -> !method.getModifiers().contains(JavaModifier.STATIC))
            .flatMap(method -> method.getConstructorCallsFromSelf().stream())
            .filter(call -> call.getTargetOwner().equals(call.getOriginOwner()))
            .filter(call -> call.getTarget().getRawParameterTypes().size() >= LARGE_RECORD)
            .map(JavaConstructorCall::getDescription)
            .toList();

    assertThat(byHand).as("have @RecordBuilder, and use its Fields.from(this)").isEmpty();
  }
}
