package dev.flotilla.fleet.content;

import dev.flotilla.fleet.flux.Variables;
import dev.flotilla.fleet.schema.SubstitutedValue;
import java.util.function.UnaryOperator;

/**
 * A variable of the cluster, such as {@code CLUSTER_DOMAIN}, as a value in an object. Flux on each
 * cluster replaces it. One that is the whole value gets the type that YAML gives its text: {@code
 * 3} becomes a number. All other texts in content are literal, even if they look like a variable.
 *
 * <p>Rejected: a name with characters other than letters, digits and {@code _}.
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

  /** Returns the variable as manifests have it: {@code ${CLUSTER_DOMAIN}}. */
  @Override
  public String toString() {
    return "${" + name + "}";
  }
}
