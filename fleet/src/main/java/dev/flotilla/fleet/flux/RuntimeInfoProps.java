package dev.flotilla.fleet.flux;

import java.util.SortedMap;

/**
 * What {@code RuntimeInfo} takes.
 *
 * <p>Rejected: names that a Kustomization does not substitute.
 *
 * @param variables names and values
 */
public record RuntimeInfoProps(SortedMap<String, String> variables) {
  /** The name of the ConfigMap and of its copies. */
  public static final String NAME = "flux-runtime-info";

  public RuntimeInfoProps {
    variables = Variables.copyOf(variables);
  }
}
