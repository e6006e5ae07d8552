package dev.flotilla.fleet.schema;

import java.util.function.UnaryOperator;

/**
 * A value in an object that a cluster's Flux completes with variables of that cluster, so that
 * neither its text nor its type is known before.
 */
public interface SubstitutedValue {
  /**
   * Returns the text that Flux completes.
   *
   * @param literal how a text that stays as it is is written there
   */
  String template(UnaryOperator<String> literal);
}
