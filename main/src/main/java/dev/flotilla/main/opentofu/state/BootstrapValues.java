package dev.flotilla.main.opentofu.state;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a stack gives to the releases of a bootstrap, as YAML; empty where it gives nothing.
 *
 * @param instance the FluxInstance
 * @param operator which chart of the Flux Operator in which version
 * @param operatorValues the values of that chart
 */
public record BootstrapValues(String instance, String operator, String operatorValues) {
  /** The resource of the FluxInstance. */
  public static final String INSTANCE = "flux";

  /** The resource of the Flux Operator. */
  public static final String OPERATOR = "flux_operator";

  /** Reads a synthesized stack. */
  public static BootstrapValues ofStack(JsonNode stack) {
    JsonNode releases = stack.path("resource").path("helm_release");
    return new BootstrapValues(
        literal(releases.path(INSTANCE)),
        literal(releases.path(OPERATOR)),
        literal(stack.path("data").path("helm_template").path(OPERATOR)));
  }

  /** Undoes {@link dev.flotilla.constructs.opentofu.TemplateText#literal}. */
  private static String literal(JsonNode attributes) {
    return first(attributes).replace("$${", "${").replace("%%{", "%{");
  }

  /** Returns the first of the texts that Helm merges; the others are not for people. */
  static String first(JsonNode attributes) {
    return attributes.path("values").path(0).asText();
  }
}
