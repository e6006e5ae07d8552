package dev.flotilla.fleet.policy.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.policy.SourcePolicyProps;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** On which controllers the Flux objects of tenants are. */
class ShardRulesTest {
  private static final SourcePolicyProps ACME = SourcePolicyProps.of("oci://ghcr.io/acme/");
  private static final Map<String, Object> SHARDED = Map.of("policy.flotilla.dev/shard", "tenants");
  private static final Map<String, Object> LABELLED = Map.of("sharding.fluxcd.io/key", "tenants");

  @Test
  void objectOnItsShardIsAllowed() {
    assertThat(refusal(request(SHARDED, LABELLED))).isEmpty();
  }

  @Test
  void refusesAnObjectOnAnotherShardOrOnNone() {
    assertThat(refusal(request(SHARDED, Map.of("sharding.fluxcd.io/key", "main"))))
        .contains(
            "a tenant's Flux objects must be on its shard, got 'main' in Kustomization 'web'; label it sharding.fluxcd.io/key=tenants");
    assertThat(refusal(request(SHARDED, Map.of("app", "web"))))
        .contains(
            "a tenant's Flux objects must be on its shard, got '' in Kustomization 'web'; label it sharding.fluxcd.io/key=tenants");
  }

  @Test
  void clusterWithoutATenantShardAllowsEveryLabel() {
    assertThat(refusal(request(Map.of(), Map.of("app", "web")))).isEmpty();
  }

  @Test
  void chartThatHelmControllerMakesAndWhatThePlatformWritesIsAllowed() {
    Map<String, Object> request = request(SHARDED, Map.of("app", "web"));
    String helm = "system:serviceaccount:flux-system:helm-controller";
    assertThat(refusal(Admission.from(helm, request))).isEmpty();

    request.put("authorizer", true);
    assertThat(refusal(request)).isEmpty();
  }

  private static Optional<String> refusal(Map<String, Object> request) {
    return Cel.refusal(Admission.policy(ACME, "flux-tenant-shards"), request);
  }

  @SuppressWarnings("unchecked") // As Admission made it.
  private static Map<String, Object> request(
      Map<String, Object> marks, Map<String, Object> labels) {
    Map<String, Object> request = Admission.create(ACME, Ordered.map());
    request.put("object", Ordered.map("metadata", Map.of("labels", labels), "spec", Ordered.map()));
    request.put("namespaceObject", Map.of("metadata", Map.of("annotations", marks)));
    ((Map<String, Object>) request.get("request")).put("kind", Map.of("kind", "Kustomization"));
    return request;
  }
}
