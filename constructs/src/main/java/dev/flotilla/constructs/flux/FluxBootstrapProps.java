package dev.flotilla.constructs.flux;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@link FluxBootstrap} takes.
 *
 * @param instance the Flux to run
 * @param operator the operator that runs it
 * @param credentials Secrets beside the one that the instance's sync is pulled with; defaults to
 *     none
 */
public record FluxBootstrapProps(
    FluxInstance instance, OperatorChart operator, List<Credential> credentials) {

  public FluxBootstrapProps {
    credentials = withSyncCredential(instance, credentials);
  }

  public FluxBootstrapProps(FluxInstance instance, OperatorChart operator) {
    this(instance, operator, List.of());
  }

  private static List<Credential> withSyncCredential(
      FluxInstance instance, List<Credential> others) {
    List<Credential> all = new ArrayList<>(instance.sync().credential().stream().toList());
    others.stream().filter(credential -> !all.contains(credential)).forEach(all::add);
    Map<String, Credential> byName = new LinkedHashMap<>();
    for (Credential credential : all) {
      if (byName.put(credential.secretName(), credential) != null) {
        throw new IllegalArgumentException(
            "the credentials of a cluster must differ in name, got '"
                + credential.secretName()
                + "' twice");
      }
    }
    return List.copyOf(all);
  }
}
