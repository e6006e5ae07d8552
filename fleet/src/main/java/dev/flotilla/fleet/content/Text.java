package dev.flotilla.fleet.content;

import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.schema.SubstitutedValue;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A text with variables of the cluster in it: {@code Text.of("web.").and(DOMAIN)}.
 *
 * @param parts texts, and variables between them
 */
public record Text(List<SubstitutedValue> parts) implements SubstitutedValue {
  public Text {
    parts = List.copyOf(parts);
  }

  /** Returns a text that begins with a literal. */
  public static Text of(String literal) {
    return new Text(List.of(new Literal(literal)));
  }

  /** Returns a text that begins with a variable. */
  public static Text of(Variable variable) {
    return new Text(List.of(variable));
  }

  /** Returns this text with a literal after it. */
  public Text and(String literal) {
    return new Text(Ordered.append(parts, new Literal(literal)));
  }

  /** Returns this text with a variable after it. */
  public Text and(Variable variable) {
    return new Text(Ordered.append(parts, variable));
  }

  @Override
  public String template(UnaryOperator<String> literal) {
    return parts.stream().map(part -> part.template(literal)).collect(Collectors.joining());
  }

  /** Returns the text as manifests have it: {@code web.${CLUSTER_DOMAIN}}. */
  @Override
  public String toString() {
    return template(UnaryOperator.identity());
  }

  private record Literal(String text) implements SubstitutedValue {
    @Override
    public String template(UnaryOperator<String> literal) {
      return literal.apply(text);
    }
  }
}
