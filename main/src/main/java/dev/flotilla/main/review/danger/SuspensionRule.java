package dev.flotilla.main.review.danger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.main.review.artifact.ClusterPair;
import dev.flotilla.main.review.artifact.ObjectPair;
import dev.flotilla.main.review.artifact.RenderedObject;
import dev.flotilla.main.review.change.DangerKind;
import java.util.Optional;

/** Flux leaves something as it is, whatever is published. */
final class SuspensionRule implements DangerRule {
  private static final String RECONCILE = Pruning.OPERATOR + "/reconcile";

  @Override
  public void check(ObjectPair pair, ClusterPair cluster, DangerRule.Finding finding) {
    if (FluxKinds.isFlux(pair.key())
        && isSuspended(pair.after(), pair.current())
        && !isSuspended(pair.before(), pair.old())) {
      finding.add(DangerKind.SUSPENDED, "is suspended");
    }
  }

  private static boolean isSuspended(JsonNode content, Optional<RenderedObject> object) {
    return content.path("spec").path("suspend").asBoolean()
        || object.filter(one -> one.mark(RECONCILE).equals("disabled")).isPresent();
  }
}
