package dev.flotilla.fleet.policy.internal;

import java.util.List;
import java.util.stream.Stream;

/**
 * What tenants are held to, in CEL; each group of rules is a class. Kinds that differ in their
 * fields have rules of their own: so the API server can check each expression against the schemas
 * of its kinds.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/cel/">CEL in Kubernetes</a>
 */
public final class TenantRules {
  public static final List<AdmissionRule> ALL =
      Stream.of(
              SourceRules.ALL,
              SignatureRules.ALL,
              BranchRules.ALL,
              ArtifactRules.ALL,
              KindRules.ALL,
              ReferenceRules.ALL,
              AddressRules.ALL,
              FleetObjectRules.ALL,
              NetworkRules.ALL,
              HostRules.ALL,
              ServiceRules.ALL,
              ShardRules.ALL)
          .flatMap(List::stream)
          .toList();

  private TenantRules() {}
}
