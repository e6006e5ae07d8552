package dev.flotilla.main.review.danger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.main.review.artifact.ClusterPair;
import dev.flotilla.main.review.artifact.ObjectPair;
import dev.flotilla.main.review.artifact.RenderedObject;
import dev.flotilla.main.review.change.DangerKind;
import dev.flotilla.main.review.change.ObjectKey;
import java.util.List;

/** What takes more with it than itself is deleted. */
final class DeletionRule implements DangerRule {
  private static final String TENANTS = "Kustomization/flux-system/tenants";

  /** The fields of a Kustomization by which it finds other objects, or puts them elsewhere. */
  private static final List<String> PLACEMENT_FIELDS =
      List.of("path", "sourceRef", "targetNamespace");

  @Override
  public void check(ObjectPair pair, ClusterPair cluster, DangerRule.Finding finding) {
    if (pair.key().is(Pruning.KUSTOMIZE, "Kustomization") && pair.isKept()) {
      checkMoved(pair, finding);
    }
    // Without its folder, the sync of a cluster fails, and prunes nothing.
    if (pair.isRemoved() && !cluster.isRemoved() && isPruned(pair.old().get(), cluster)) {
      checkDeleted(pair.key(), pair.before(), finding);
    }
  }

  private static void checkDeleted(ObjectKey key, JsonNode object, DangerRule.Finding finding) {
    if (key.is("", "Namespace")) {
      finding.add(DangerKind.DELETED, "is deleted, with everything in it");
    } else if (key.is("", "PersistentVolumeClaim") || key.is("", "PersistentVolume")) {
      finding.add(
          DangerKind.DELETED, "is deleted, and the data with it unless its class retains them");
    } else if (key.is("apiextensions.k8s.io", "CustomResourceDefinition")) {
      finding.add(DangerKind.DELETED, "is deleted, with all objects of its kind");
    } else if (key.is("helm.toolkit.fluxcd.io", "HelmRelease")) {
      finding.add(DangerKind.DELETED, "is deleted, and its release is uninstalled");
    } else if (key.is(Pruning.KUSTOMIZE, "Kustomization") && Pruning.deletesContent(object)) {
      finding.add(DangerKind.DELETED, "is deleted, with everything that it has applied");
    }
  }

  private static void checkMoved(ObjectPair pair, DangerRule.Finding finding) {
    JsonNode before = pair.before().path("spec");
    JsonNode after = pair.after().path("spec");
    List<String> moved =
        PLACEMENT_FIELDS.stream()
            .filter(field -> !before.path(field).equals(after.path(field)))
            .toList();
    if (!moved.isEmpty() && before.path("prune").asBoolean() && after.path("prune").asBoolean()) {
      finding.add(
          DangerKind.DELETED,
          "deletes what it does not find by its new " + String.join(", ", moved));
    }
  }

  /** A file of the tenants' folder is pruned by the Kustomization that applies that. */
  private static boolean isPruned(RenderedObject object, ClusterPair cluster) {
    if (Pruning.isDisabled(object)) {
      return false;
    }
    return !object.holder().equals(TENANTS)
        || cluster
            .after()
            .filter(other -> other.key().toString().equals(TENANTS))
            .allMatch(tenants -> tenants.content().path("spec").path("prune").asBoolean());
  }
}
