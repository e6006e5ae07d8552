package dev.flotilla.constructs.flux;

import dev.flotilla.constructs.kubernetes.ObjectMetadata;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What {@link FluxBootstrap} takes.
 *
 * @param instance the Flux to run
 * @param operator the operator that runs it
 * @param credentials every Secret that is created: those that the instance refers to come by
 *     themselves
 * @param metadata on namespace, Secrets and the operator's objects, from their creation, and on
 *     what the operator generates unless the instance has metadata of its own; defaults to none
 */
public record FluxBootstrapProps(
    FluxInstance instance,
    OperatorChart operator,
    List<Credential> credentials,
    ObjectMetadata metadata) {

  public FluxBootstrapProps {
    credentials = withOwnCredentials(instance, credentials);
    if (instance.commonMetadata().isEmpty()) {
      instance = instance.withCommonMetadata(metadata);
    }
  }

  public FluxBootstrapProps(FluxInstance instance, OperatorChart operator) {
    this(instance, operator, List.of(), ObjectMetadata.NONE);
  }

  /** Returns these props with other Secrets beside those that the instance refers to. */
  public FluxBootstrapProps withCredentials(List<Credential> others) {
    return new FluxBootstrapProps(instance, operator, others, metadata);
  }

  /** Returns these props with metadata on everything that is created. */
  public FluxBootstrapProps withMetadata(ObjectMetadata newMetadata) {
    return new FluxBootstrapProps(instance, operator, credentials, newMetadata);
  }

  private static List<Credential> withOwnCredentials(
      FluxInstance instance, List<Credential> others) {
    List<Credential> all =
        Stream.concat(instance.credentials(), others.stream()).distinct().toList();
    Map<String, Credential> byName = new LinkedHashMap<>();
    for (Credential credential : all) {
      if (byName.put(credential.secretName(), credential) != null) {
        throw new IllegalArgumentException(
            "the credentials of a cluster must differ in name, got '"
                + credential.secretName()
                + "' twice");
      }
    }
    return all;
  }
}
