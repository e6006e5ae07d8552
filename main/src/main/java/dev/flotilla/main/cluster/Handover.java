package dev.flotilla.main.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
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
final class Handover {
  /** How the provider's binary, whose file name the API server notes, begins. */
  private static final String OPENTOFU = "terraform-provider-helm";

  private Handover() {}

  /** Returns the JSON patch that makes Flux the only one, if Flux applies it and another is. */
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
