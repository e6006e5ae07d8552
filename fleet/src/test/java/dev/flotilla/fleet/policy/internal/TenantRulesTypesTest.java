package dev.flotilla.fleet.policy.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelOptionalLibrary;
import dev.cel.parser.CelStandardMacro;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Check;
import dev.flotilla.fleet.schema.CelTypes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules by the schemas of the kinds that they are for. A field that is misspelt would be
 * absent, and a rule on it would let everything pass.
 */
class TenantRulesTypesTest {
  /** A kind, and a rule for it. */
  record Held(AdmissionRule rule, String apiVersion, String kind) {
    @Override
    public String toString() {
      return rule.name() + " " + kind;
    }
  }

  static Stream<Held> rules() {
    return TenantRules.ALL.stream()
        .flatMap(
            rule ->
                rule.requests().stream()
                    .flatMap(TenantRulesTypesTest::kinds)
                    .map(kind -> new Held(rule, kind[0], kind[1])));
  }

  static Stream<Held> rulesOnFields() {
    return rules()
        .filter(
            held ->
                Stream.concat(
                        held.rule.checks().stream().map(Check::expression),
                        held.rule.variables().values().stream().map(Object::toString))
                    .anyMatch(expression -> expression.matches("(?s).*object[.][?]?spec[.].*")));
  }

  private static Stream<String[]> kinds(AdmissionRule.Requests requests) {
    return CelTypes.kinds(requests.group()).stream()
        .map(kind -> kind.split(" ", -1))
        .filter(
            kind ->
                requests.resources().contains(plural(kind[1]))
                    || requests.resources().contains("*/status"));
  }

  private static String plural(String kind) {
    return (kind.toLowerCase(Locale.ROOT) + "s")
        .replaceFirst("ys$", "ies")
        .replaceFirst("sss$", "sses");
  }

  @Test
  void everyKindOfSourceIsHeldToARule() {
    List<String> held = rules().map(rule -> rule.apiVersion + " " + rule.kind).toList();

    assertThat(CelTypes.kinds("source.toolkit.fluxcd.io")).hasSize(6).allMatch(held::contains);
    assertThat(CelTypes.kinds("source.extensions.fluxcd.io")).hasSize(1).allMatch(held::contains);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void expressionsAreOfFieldsThatTheKindHas(Held held) throws CelValidationException {
    compile(held, UnaryOperator.identity());
  }

  @ParameterizedTest
  @MethodSource("rulesOnFields")
  void findsAMisspeltField(Held held) {
    assertThatExceptionOfType(CelValidationException.class)
        .isThrownBy(() -> compile(held, TenantRulesTypesTest::misspelt))
        .withMessageContaining("undefined field 'misspelt");
  }

  private static String misspelt(String expression) {
    return expression.replaceAll("object[.]([?]?)spec[.]([?]?)", "object.$1spec.$2misspelt");
  }

  private static void compile(Held held, UnaryOperator<String> edit) throws CelValidationException {
    Map<String, CelType> variables = new TreeMap<>();
    CelCompiler compiler = compiler(held, variables);
    for (Map.Entry<String, Object> variable : held.rule.variables().entrySet()) {
      variables.put(variable.getKey(), compile(compiler, edit.apply((String) variable.getValue())));
      compiler = compiler(held, variables);
    }
    assertThat(compile(compiler, edit.apply(held.rule.condition().expression())))
        .isEqualTo(SimpleType.BOOL);
    for (Check check : held.rule.checks()) {
      assertThat(compile(compiler, edit.apply(check.expression()))).isEqualTo(SimpleType.BOOL);
      assertThat(compile(compiler, edit.apply(check.message()))).isEqualTo(SimpleType.STRING);
    }
  }

  private static CelType compile(CelCompiler compiler, String expression)
      throws CelValidationException {
    return compiler.compile(expression).getAst().getResultType();
  }

  private static CelCompiler compiler(Held held, Map<String, CelType> variables) {
    CelTypes types = new CelTypes();
    CelType object = types.object(held.apiVersion, held.kind);
    CelType params = types.object("v1", "ConfigMap");
    CelType user = types.struct("UserInfo", Map.of("username", SimpleType.STRING));
    Map<String, CelType> request = new TreeMap<>();
    request.put("operation", SimpleType.STRING);
    request.put("name", SimpleType.STRING);
    request.put("namespace", SimpleType.STRING);
    request.put("subResource", SimpleType.STRING);
    request.put("kind", types.struct("Kind", Map.of("kind", SimpleType.STRING)));
    request.put(
        "resource",
        types.struct(
            "Resource", Map.of("group", SimpleType.STRING, "resource", SimpleType.STRING)));
    request.put("userInfo", user);
    MapType texts = MapType.create(SimpleType.STRING, SimpleType.STRING);
    CelType metadata =
        types.struct("NamespaceMetadata", Map.of("labels", texts, "annotations", texts));
    CelType namespace = types.struct("NamespaceObject", Map.of("metadata", metadata));
    return CelCompilerFactory.standardCelCompilerBuilder()
        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
        .addLibraries(CelExtensions.strings(), CelOptionalLibrary.INSTANCE)
        .addVar("object", object)
        .addVar("oldObject", object)
        .addVar("namespaceObject", namespace)
        .addVar("authorizer", SimpleType.DYN)
        .addFunctionDeclarations(Authorizer.DECLARATIONS)
        .addVar("params", params)
        .addVar("request", types.struct("Request", request))
        .addVar("variables", types.struct("Variables", variables))
        .setTypeProvider(types.provider())
        .build();
  }
}
