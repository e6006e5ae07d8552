package dev.flotilla.main.review.danger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.main.review.artifact.RenderedObject;
import java.util.Optional;
import java.util.Set;

/**
 * What Flux deletes once it is no longer in the artifact.
 *
 * @see <a href="https://fluxoperator.dev/docs/crd/resourceset/">garbage collection of a
 *     ResourceSet</a>
 * @see <a href="https://fluxcd.io/flux/components/kustomize/kustomizations/#prune">prune of a
 *     Kustomization</a>
 * @see <a
 *     href="https://helm.sh/docs/howto/charts_tips_and_tricks/#tell-helm-not-to-uninstall-a-resource">what
 *     Helm keeps</a>
 */
public final class Pruning {
  static final String KUSTOMIZE = "kustomize.toolkit.fluxcd.io";
  static final String OPERATOR = "fluxcd.controlplane.io";

  private static final String PRUNE = "/prune";
  private static final String DISABLED = "disabled";

  /** The policies by which a Kustomization deletes what it has applied, if it prunes. */
  private static final Set<String> DELETING = Set.of("", "MirrorPrune");

  private static final Set<String> ALWAYS_DELETING = Set.of("Delete", "WaitForTermination");

  private Pruning() {}

  /**
   * Returns what stays on the cluster of an object that is removed from the artifact: itself, or
   * what it has applied.
   */
  public static Optional<String> remains(RenderedObject removed) {
    if (isDisabled(removed)) {
      return Optional.of(removed.key().toString());
    }
    return removed.key().is(KUSTOMIZE, "Kustomization") && !deletesContent(removed.content())
        ? Optional.of("what %s has applied".formatted(removed.key()))
        : Optional.empty();
  }

  /** Returns whether a mark on the object keeps it. */
  static boolean isDisabled(RenderedObject object) {
    if (object.holder().startsWith("HelmRelease/")) {
      return object.mark("helm.sh/resource-policy").equals("keep");
    }
    String group = object.holder().startsWith("ResourceSet/") ? OPERATOR : KUSTOMIZE;
    return object.mark(group + PRUNE).equals(DISABLED);
  }

  /** Returns whether a Kustomization deletes what it has applied when it is deleted itself. */
  static boolean deletesContent(JsonNode kustomization) {
    JsonNode spec = kustomization.path("spec");
    String policy = spec.path("deletionPolicy").asText();
    return ALWAYS_DELETING.contains(policy)
        || (DELETING.contains(policy) && spec.path("prune").asBoolean());
  }
}
