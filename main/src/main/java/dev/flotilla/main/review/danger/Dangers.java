package dev.flotilla.main.review.danger;

import dev.flotilla.main.review.artifact.ClusterPair;
import dev.flotilla.main.review.artifact.ObjectPair;
import dev.flotilla.main.review.change.Danger;
import dev.flotilla.main.review.change.DangerKind;
import java.util.ArrayList;
import java.util.List;

/** Finds what is dangerous about the changes of a cluster. */
public final class Dangers {
  private static final List<DangerRule> RULES =
      List.of(
          new DeletionRule(),
          new ProtectionRule(),
          new BindingRule(),
          new RoleRule(),
          new AccountRule(),
          new SignatureRule(),
          new CredentialRule(),
          new AdmissionPolicyRule(),
          new NamespaceRule(),
          new AllowlistRule(),
          new NetworkRule(),
          new LimitRule(),
          new SuspensionRule(),
          new VersionRule());

  private Dangers() {}

  /** Returns the dangers of a cluster, each on this cluster alone. */
  public static List<Danger> of(ClusterPair cluster) {
    List<Danger> dangers = new ArrayList<>();
    for (ObjectPair pair : cluster.changed()) {
      for (DangerRule rule : RULES) {
        rule.check(
            pair,
            cluster,
            (kind, message) -> {
              // Where nobody had anything, nobody gets more or less than before.
              if (!cluster.isNew() || kind == DangerKind.UNVERIFIED) {
                dangers.add(
                    new Danger(kind, pair.key().toString(), message, List.of(cluster.name())));
              }
            });
      }
    }
    return dangers;
  }
}
