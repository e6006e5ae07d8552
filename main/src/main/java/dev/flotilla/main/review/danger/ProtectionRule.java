package dev.flotilla.main.review.danger;

import dev.flotilla.main.review.artifact.ClusterPair;
import dev.flotilla.main.review.artifact.ObjectPair;
import dev.flotilla.main.review.change.DangerKind;

/** What was kept when it leaves the fleet would be deleted from now on. */
final class ProtectionRule implements DangerRule {
  @Override
  public void check(ObjectPair pair, ClusterPair cluster, DangerRule.Finding finding) {
    if (!pair.isKept()) {
      return;
    }
    if (Pruning.isDisabled(pair.old().get()) && !Pruning.isDisabled(pair.current().get())) {
      finding.add(DangerKind.UNPROTECTED, "is deleted from now on when it leaves the fleet");
    }
    if (pair.key().is(Pruning.KUSTOMIZE, "Kustomization")
        && !Pruning.deletesContent(pair.before())
        && Pruning.deletesContent(pair.after())) {
      finding.add(
          DangerKind.UNPROTECTED,
          "takes everything that it has applied with it from now on when it leaves the fleet");
    }
  }
}
