package dev.flotilla.main.cluster.ownership;

import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.ResourceKinds;
import dev.flotilla.main.cluster.flux.LiveFlux;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a bootstrap leaves behind on the FluxInstance once Flux applies it: the API server still
 * notes OpenTofu as an owner of each field, so one that the fleet no longer has would stay.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/">server-side
 *     apply</a>
 */
public final class FieldOwnershipRelease {
  /** How the provider's binary, whose file name the API server notes, begins. */
  private static final String OPENTOFU = "terraform-provider-helm";

  private static final PatchContext JSON = PatchContext.of(PatchType.JSON);

  private FieldOwnershipRelease() {}

  /** Leaves the fields of a cluster's FluxInstance to Flux alone, if that applies it. */
  public static void of(LiveCluster cluster) {
    LiveFlux.find(cluster)
        .flatMap(live -> patch(live.object()))
        .ifPresent(
            patch ->
                cluster.once(
                    client ->
                        cluster
                            .resource(ResourceKinds.FLUX_INSTANCE, LiveFlux.NAME)
                            .patch(JSON, patch)));
  }

  /**
   * Returns the JSON patch that leaves Flux as the only owner, if Flux applies it and OpenTofu is
   * one too.
   */
  static Optional<String> patch(GenericKubernetesResource instance) {
    List<ManagedFieldsEntry> entries = instance.getMetadata().getManagedFields();
    List<String> changes = new ArrayList<>();
    // From the last on: each removal moves those behind it.
    for (int index = entries.size() - 1; index >= 0; index--) {
      String manager = entries.get(index).getManager();
      if (manager.startsWith(OPENTOFU)) {
        String path = "/metadata/managedFields/" + index;
        changes.add(
            "{\"op\":\"test\",\"path\":\"%s/manager\",\"value\":\"%s\"}".formatted(path, manager));
        changes.add("{\"op\":\"remove\",\"path\":\"%s\"}".formatted(path));
      }
    }
    return changes.isEmpty() || !Ownership.isOwned(instance)
        ? Optional.empty()
        : Optional.of("[" + String.join(",", changes) + "]");
  }
}
