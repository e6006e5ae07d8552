package dev.flotilla.constructs.fleet;

import java.util.SortedMap;

/**
 * What {@link RuntimeInfo} takes.
 *
 * <p>Rejected: names that a Kustomization does not substitute.
 *
 * @param variables names and values
 */
public record RuntimeInfoProps(SortedMap<String, String> variables) {
  public RuntimeInfoProps {
    variables = Variables.copyOf(variables);
  }
}
