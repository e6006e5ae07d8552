package dev.flotilla.fleet.content;

import dev.flotilla.fleet.flux.Variables;
import dev.flotilla.fleet.schema.SubstitutedValue;
import java.util.function.UnaryOperator;

/**
 * A variable of the cluster, such as {@code CLUSTER_DOMAIN}, as a value in an object. Each
 * cluster's Flux replaces it; one that stands alone gets the type that YAML sees in its value, so
 * that {@code 3} becomes a number. Every other text in content is literal, also one that looks like
 * a variable.
 *
 * <p>Rejected: a name with others than letters, digits and {@code _}.
 *
 * @see <a
 *     href="https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution">post-build
 *     variable substitution</a>
 */
public record Variable(String name) implements SubstitutedValue {
  public Variable {
    Variables.name(name);
  }

  @Override
  public String template(UnaryOperator<String> literal) {
    return "${" + name + "}";
  }

  /** Returns it as it is written: {@code ${CLUSTER_DOMAIN}}. */
  @Override
  public String toString() {
    return "${" + name + "}";
  }
}
