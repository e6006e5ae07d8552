package dev.flotilla.tests.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.flux.Manifest;
import dev.flotilla.tests.harness.flux.TenantAccount;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a tenant claims of what all tenants share, with a token of its own, beside its twin. */
@Tag("north")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedNamesE2E {
  /** An object of the tenant {@code web}: its kind, what it may not have, what it may. */
  record Claim(String apiVersion, String kind, String forbidden, String allowed, String refusal) {
    GenericKubernetesResource with(String spec) {
      return Manifest.parse(
          "---\n{apiVersion: %s, kind: %s, metadata: {name: claim, namespace: web}, spec: {%s}}"
              .formatted(apiVersion, kind, spec));
    }

    @Override
    public String toString() {
      return kind + " " + forbidden;
    }
  }

  private final TenantCluster cluster;
  private final KubernetesClient tenant;

  SharedNamesE2E(@InSandbox("north") TenantCluster cluster) {
    this.cluster = cluster;
    this.tenant = TenantAccount.of(cluster.client(), "web");
  }

  @AfterAll
  void close() {
    tenant.close();
  }

  @Test
  void statusListsWhatTheFleetAllowsATenant() {
    assertThat(cluster.program().run("status", "north").stdout().lines())
        .map(line -> line.replaceAll(" {2,}", "  "))
        .contains(
            "NAMESPACE  EXCEPTION  VALUES",
            "web  addresses  192.0.2.10",
            "web  node-ports  30080",
            "web  external-names  db.north.example",
            "web  priority-classes  business")
        .noneMatch(line -> line.startsWith("shop  "));
  }

  static List<Claim> claims() {
    return List.of(
        ingress("shop.north.example"),
        ingress("other.north.example"),
        ingress("*.north.example"),
        service(
            "type: LoadBalancer",
            "type: ClusterIP",
            "a tenant's Service must be reached inside the cluster, got type LoadBalancer in 'claim'; use ClusterIP and an Ingress, or have the fleet's SharedNames allow it"),
        service(
            "type: NodePort",
            "type: NodePort",
            "a tenant's Service must name node ports of its own, got type NodePort in 'claim', its own are [30080]; use ClusterIP and an Ingress, or have the fleet's SharedNames allow it"),
        service(
            "externalIPs: [192.0.2.11]",
            "externalIPs: [192.0.2.10]",
            "a tenant's Service must request only its own addresses, got '192.0.2.11' in 'claim', its own are [192.0.2.10]; drop them, or have the fleet's SharedNames allow it"),
        service(
            "type: ExternalName, externalName: shop.shop.svc",
            "type: ExternalName, externalName: db.north.example",
            "a tenant's Service must not be an alias of another host, got type ExternalName for 'shop.shop.svc' in 'claim'; name the host where it is used, or have the fleet's SharedNames allow it"),
        deployment("system-cluster-critical", "business"));
  }

  private static Claim ingress(String host) {
    String rule =
        "rules: [{host: '%s', http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: a, port: {number: 80}}}}]}}]";
    return new Claim(
        "networking.k8s.io/v1",
        "Ingress",
        rule.formatted(host),
        rule.formatted("*.web.north.example"),
        "a tenant's Ingress must name hosts of its own, got '"
            + host
            + "' in 'claim'; name one of these, or have the fleet's SharedNames list it: [web.north.example, *.web.north.example]");
  }

  private static Claim service(String forbidden, String allowed, String refusal) {
    String ports = ", ports: [{port: 80}]";
    String own = ", ports: [{port: 80, nodePort: 30080}]";
    return new Claim(
        "v1",
        "Service",
        forbidden + ports,
        allowed + (allowed.contains("NodePort") ? own : ports),
        refusal);
  }

  private static Claim deployment(String forbidden, String allowed) {
    String spec =
        "selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {priorityClassName: %s, containers: [{name: a, image: a}]}}";
    return new Claim(
        "apps/v1",
        "Deployment",
        spec.formatted(forbidden),
        spec.formatted(allowed),
        "a tenant's pods must have a priority class of its own, got '"
            + forbidden
            + "' in 'claim', its own are [business]; drop it, or have the fleet's SharedNames allow it");
  }

  @ParameterizedTest
  @MethodSource("claims")
  void tenantMayClaimOnlyItsOwnNames(Claim claim) {
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> tenant.resource(claim.with(claim.forbidden)).dryRun().create())
        .extracting(refusal -> refusal.getStatus().getMessage())
        .asString()
        .endsWith("denied request: " + claim.refusal);

    assertThat(tenant.resource(claim.with(claim.allowed)).dryRun().create()).isNotNull();
  }

  @Test
  void tenantMayNotChangeItsClaims() {
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(
            () ->
                tenant
                    .namespaces()
                    .withName("web")
                    .edit(
                        old ->
                            old.edit()
                                .editMetadata()
                                .addToAnnotations("policy.flotilla.dev/hosts", "shop.north.example")
                                .endMetadata()
                                .build()))
        .withMessageContaining(
            "User \"system:serviceaccount:web:flux\" cannot patch resource \"namespaces\"");
  }
}
