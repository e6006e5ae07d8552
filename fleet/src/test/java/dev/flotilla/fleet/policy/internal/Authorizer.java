package dev.flotilla.fleet.policy.internal;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an API server offers to CEL for asking its roles. Here the variable {@code authorizer} is
 * the answer.
 */
public final class Authorizer {
  private static final List<String> STEPS =
      List.of("group", "resource", "namespace", "name", "check");

  /** The methods. */
  public static final List<CelFunctionDecl> DECLARATIONS =
      Stream.concat(
              STEPS.stream().map(step -> method(step, SimpleType.DYN, SimpleType.STRING)),
              Stream.of(method("allowed", SimpleType.BOOL)))
          .toList();

  static final List<CelFunctionBinding> BINDINGS =
      Stream.concat(
              STEPS.stream()
                  .map(
                      step ->
                          CelFunctionBinding.from(
                              id(step), Object.class, String.class, (answer, text) -> answer)),
              Stream.of(CelFunctionBinding.from(id("allowed"), Object.class, answer -> answer)))
          .toList();

  private Authorizer() {}

  private static CelFunctionDecl method(String name, CelType result, CelType... arguments) {
    List<CelType> all =
        Stream.concat(Stream.of(SimpleType.DYN), Stream.of(arguments))
            .map(CelType.class::cast)
            .toList();
    return CelFunctionDecl.newFunctionDeclaration(
        name, CelOverloadDecl.newMemberOverload(id(name), result, all));
  }

  private static String id(String name) {
    return "authorizer_" + name;
  }
}
