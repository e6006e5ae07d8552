package dev.flotilla.fleet.policy.internal;

import dev.cel.bundle.CelFactory;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelOptionalLibrary;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Asks a ValidatingAdmissionPolicy as an API server does, but for schemas. */
public final class Cel {
  private static final dev.cel.bundle.Cel CEL =
      CelFactory.plannerCelBuilder()
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addCompilerLibraries(CelExtensions.strings(), CelOptionalLibrary.INSTANCE)
          .addRuntimeLibraries(CelExtensions.strings(), CelOptionalLibrary.INSTANCE)
          .addVar("object", SimpleType.DYN)
          .addVar("oldObject", SimpleType.DYN)
          .addVar("params", SimpleType.DYN)
          .addVar("request", SimpleType.DYN)
          .addVar("variables", SimpleType.DYN)
          .addVar("namespaceObject", SimpleType.DYN)
          .addVar("authorizer", SimpleType.DYN)
          .addFunctionDeclarations(Authorizer.DECLARATIONS)
          .addFunctionBindings(Authorizer.BINDINGS)
          .build();

  /** A policy is asked about hundreds of objects, and compiling it takes longest. */
  private static final Map<String, CelRuntime.Program> PROGRAMS = new ConcurrentHashMap<>();

  private Cel() {}

  /** Returns what the policy says against a request, nothing if it lets it pass. */
  public static Optional<String> refusal(KubernetesObject policy, Map<String, Object> activation) {
    Map<?, ?> spec = (Map<?, ?>) policy.body().get("spec");
    Map<String, Object> values = new HashMap<>(activation);
    for (Map<?, ?> condition : maps(spec.get("matchConditions"))) {
      if (!(boolean) evaluate(condition.get("expression"), values)) {
        return Optional.empty();
      }
    }
    Map<String, Object> variables = new HashMap<>();
    for (Map<?, ?> variable : maps(spec.get("variables"))) {
      // An API server evaluates it where it is used, so one that fails and is not used does no
      // harm.
      evaluateIfPossible(variable.get("expression"), values)
          .ifPresent(value -> variables.put((String) variable.get("name"), value));
      values.put("variables", variables);
    }
    for (Map<?, ?> check : maps(spec.get("validations"))) {
      if (!(boolean) evaluate(check.get("expression"), values)) {
        return Optional.of((String) evaluate(check.get("messageExpression"), values));
      }
    }
    return Optional.empty();
  }

  private static List<Map<?, ?>> maps(Object list) {
    List<Map<?, ?>> maps = new ArrayList<>();
    if (list instanceof List<?> items) {
      items.forEach(item -> maps.add((Map<?, ?>) item));
    }
    return maps;
  }

  private static Object evaluate(Object expression, Map<String, Object> values) {
    try {
      return program(expression).eval(values);
    } catch (CelEvaluationException e) {
      throw new AssertionError(expression + " with " + values, e);
    }
  }

  private static Optional<Object> evaluateIfPossible(
      Object expression, Map<String, Object> values) {
    try {
      return Optional.of(program(expression).eval(values));
    } catch (CelEvaluationException e) {
      return Optional.empty();
    }
  }

  private static CelRuntime.Program program(Object expression) {
    return PROGRAMS.computeIfAbsent((String) expression, Cel::compile);
  }

  private static CelRuntime.Program compile(String expression) {
    try {
      return CEL.createProgram(CEL.compile(expression).getAst());
    } catch (CelValidationException | CelEvaluationException e) {
      throw new AssertionError(expression, e);
    }
  }
}
