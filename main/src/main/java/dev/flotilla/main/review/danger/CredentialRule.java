package dev.flotilla.main.review.danger;

import dev.flotilla.main.review.artifact.ClusterPair;
import dev.flotilla.main.review.artifact.FieldComparison;
import dev.flotilla.main.review.artifact.FieldDifference;
import dev.flotilla.main.review.artifact.ObjectPair;
import dev.flotilla.main.review.change.DangerKind;
import java.util.Set;
import java.util.TreeSet;

/** Something logs in, or decrypts, with other credentials than before. */
final class CredentialRule implements DangerRule {
  /** The fields of Flux and Kubernetes that name a Secret, or a cloud that logs in. */
  private static final Set<String> FIELDS =
      Set.of(
          "secretRef",
          "certSecretRef",
          "proxySecretRef",
          "pullSecret",
          "imagePullSecrets",
          "kubeConfig",
          "decryption");

  @Override
  public void check(ObjectPair pair, ClusterPair cluster, DangerRule.Finding finding) {
    if (pair.key().is("", "Secret")) {
      checkSecret(pair, cluster, finding);
    } else if (pair.isKept()) {
      Set<String> changed = new TreeSet<>();
      for (FieldDifference one : FieldComparison.differences(pair.before(), pair.after())) {
        one.path().names().stream().filter(FIELDS::contains).forEach(changed::add);
      }
      if (FluxKinds.isSource(pair.key())
          && !pair.before().at("/spec/provider").equals(pair.after().at("/spec/provider"))) {
        changed.add("provider");
      }
      if (!changed.isEmpty()) {
        finding.add(DangerKind.CHANGED_CREDENTIAL, "has another " + String.join(", ", changed));
      }
    }
  }

  private static void checkSecret(
      ObjectPair pair, ClusterPair cluster, DangerRule.Finding finding) {
    if (pair.isKept()) {
      finding.add(DangerKind.CHANGED_CREDENTIAL, "is changed");
    } else if (pair.isRemoved() && !cluster.isInRemovedNamespace(pair) && !cluster.isRemoved()) {
      finding.add(DangerKind.CHANGED_CREDENTIAL, "is deleted");
    }
  }
}
