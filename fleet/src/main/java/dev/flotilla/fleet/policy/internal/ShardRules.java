package dev.flotilla.fleet.policy.internal;

import dev.flotilla.fleet.flux.Sharding;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Check;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Condition;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Requests;
import dev.flotilla.fleet.tenant.TenantMark;
import java.util.List;

/**
 * On which controllers the Flux objects of tenants are. One without the label of a shard is the
 * main controllers', which are the platform's.
 */
final class ShardRules {
  private static final String LABEL = "'" + Sharding.KEY + "'";

  /** Charts that helm-controller makes of a release are without the label. */
  private static final AdmissionRule SHARDS =
      new AdmissionRule(
          "flux-tenant-shards",
          List.of(
              Requests.writes(
                  SourceRules.GROUP,
                  "gitrepositories",
                  "ocirepositories",
                  "helmrepositories",
                  "helmcharts",
                  "buckets"),
              Requests.writes("kustomize.toolkit.fluxcd.io", "kustomizations"),
              Requests.writes("helm.toolkit.fluxcd.io", "helmreleases")),
          new Condition(
              "is-not-of-the-platform",
              "!" + FleetObjectRules.IS_FLUX + " && !" + FleetObjectRules.IS_PLATFORM),
          Ordered.map(
              "shard",
              TenantMarkExpressions.list(TenantMark.SHARD),
              "label",
              "has(object.metadata.labels) && %1$s in object.metadata.labels ? object.metadata.labels[%1$s] : ''"
                  .formatted(LABEL)),
          false,
          List.of(
              new Check(
                  "size(variables.shard) == 0 || variables.label in variables.shard",
                  "\"a tenant's Flux objects must be on its shard, got '\" + variables.label + \"' in \" + request.kind.kind + \" '\" + request.name + \"'; label it "
                      + Sharding.KEY
                      + "=\" + variables.shard.join(', ')")));

  static final List<AdmissionRule> ALL = List.of(SHARDS);

  private ShardRules() {}
}
