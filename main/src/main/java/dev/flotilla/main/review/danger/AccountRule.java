package dev.flotilla.main.review.danger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.main.review.artifact.ClusterPair;
import dev.flotilla.main.review.artifact.ObjectPair;
import dev.flotilla.main.review.change.DangerKind;

/** Flux acts with the rights of another account than before. */
final class AccountRule implements DangerRule {
  @Override
  public void check(ObjectPair pair, ClusterPair cluster, DangerRule.Finding finding) {
    if (!pair.isKept()) {
      return;
    }
    if (FluxKinds.isFlux(pair.key())) {
      String before = account(pair.before());
      String after = account(pair.after());
      if (!before.isEmpty() && after.isEmpty()) {
        finding.add(
            DangerKind.WIDENED_ROLE,
            "acts with the rights of its controller, no longer of '%s'".formatted(before));
      } else if (!before.isEmpty() && !before.equals(after)) {
        finding.add(
            DangerKind.WIDENED_ROLE,
            "acts with the rights of '%s', no longer of '%s'".formatted(after, before));
      }
    }
    if (pair.key().is(Pruning.OPERATOR, "FluxInstance")
        && isMultitenant(pair.before())
        && !isMultitenant(pair.after())) {
      finding.add(DangerKind.WIDENED_ROLE, "lets tenants act with the rights of the controllers");
    }
  }

  private static String account(JsonNode object) {
    return object.path("spec").path("serviceAccountName").asText();
  }

  private static boolean isMultitenant(JsonNode instance) {
    return instance.path("spec").path("cluster").path("multitenant").asBoolean();
  }
}
