package dev.flotilla.fleet.policy.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.policy.SourcePolicyProps;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What a tenant's own network policies may open. */
class NetworkRulesTest {
  private static final SourcePolicyProps ACME = SourcePolicyProps.of("oci://ghcr.io/acme/");

  /** As a tenant with two namespaces has it, which an ingress and an address call. */
  private static final String GRANTS =
      """
      ingress tenant/web
      egress tenant/web
      egress namespace/kube-system 53/UDP 53/TCP
      ingress namespace/ingress-nginx 8080/TCP 8443/TCP
      egress cidr/192.0.2.0/24
      ingress namespace/frontend
      egress namespace/frontend
      ingress namespace/frontend-jobs
      egress namespace/frontend-jobs""";

  static List<String> legal() {
    return List.of(
        "{}",
        "policyTypes: [Ingress, Egress]",
        "ingress: []",
        // redis, with allowExternal=false and allowExternalEgress=false
        "{ingress: [{ports: [{port: 6379}], from: [{podSelector: {matchLabels: {redis-client: 'true'}}}, {podSelector: {matchLabels: {app: redis}}}]}], egress: [{ports: [{port: 6379}, {port: 26379}], to: [{podSelector: {matchLabels: {app: redis}}}]}]}",
        // memcached, with allowExternal=false
        "{ingress: [{ports: [{port: 11211}], from: [{podSelector: {matchLabels: {memcached-client: 'true'}}}]}], policyTypes: [Ingress]}",
        // a chart that names DNS
        "egress: [{ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}], to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}, podSelector: {matchLabels: {k8s-app: kube-dns}}}]}]",
        "ingress: [{from: [{namespaceSelector: {matchLabels: {toolkit.fluxcd.io/tenant: web}}}]}]",
        "ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: frontend-jobs}}}]}]",
        "ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress-nginx}}}], ports: [{port: 8080}]}]",
        "egress: [{to: [{ipBlock: {cidr: 192.0.2.0/24, except: [192.0.2.7/32]}}], ports: [{port: 5432}]}]");
  }

  @ParameterizedTest
  @MethodSource("legal")
  void takesPeersThatAreTheTenantsOwnOrGranted(String spec) {
    assertThat(refusal(spec, GRANTS)).isEmpty();
  }

  static List<String> illegalIngress() {
    return List.of(
        // redis and memcached as they come
        "ingress: [{ports: [{port: 6379}]}]",
        "ingress: [{}]",
        "ingress: [{from: []}]",
        "ingress: [{from: [{podSelector: {}}]}, {}]",
        "ingress: [{from: [{namespaceSelector: {}}]}]",
        "ingress: [{from: [{podSelector: {}, namespaceSelector: {}}]}]",
        "ingress: [{from: [{namespaceSelector: {matchLabels: {}}}]}]",
        "ingress: [{from: [{namespaceSelector: {matchLabels: {toolkit.fluxcd.io/tenant: shop}}}]}]",
        "ingress: [{from: [{namespaceSelector: {matchLabels: {team: web}}}]}]",
        "ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}}]}]",
        "ingress: [{from: [{namespaceSelector: {matchExpressions: [{key: a, operator: Exists}]}}]}]",
        "ingress: [{from: [{namespaceSelector: {matchLabels: {toolkit.fluxcd.io/tenant: web}, matchExpressions: [{key: a, operator: Exists}]}}]}]",
        "ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}]",
        "ingress: [{from: [{ipBlock: {cidr: 192.0.2.0/24}}]}]",
        "ingress: [{from: [{podSelector: {}}, {ipBlock: {cidr: 0.0.0.0/0}}]}]",
        "ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress-nginx}}}]}]",
        "ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress-nginx}}}], ports: [{port: 80}]}]",
        "ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress-nginx}}}], ports: [{port: 808}]}]",
        "ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress-nginx}}}], ports: [{port: http}]}]",
        "ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress-nginx}}}], ports: [{port: 8080, endPort: 9000}]}]",
        "ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress-nginx}}}], ports: [{port: 8080, protocol: UDP}]}]",
        "ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress-nginx}}}], ports: [{port: 8080}, {protocol: TCP}]}]");
  }

  @ParameterizedTest
  @MethodSource("illegalIngress")
  void refusesEveryOtherPeer(String spec) {
    assertThat(refusal(spec, GRANTS))
        .contains(
            "a tenant's NetworkPolicy must open ingress to its own pods or to what the fleet grants, got more in 'web'; set networkPolicy.enabled=false in the chart's values, or networkPolicy.allowExternal=false and networkPolicy.allowExternalEgress=false, or have the fleet's NetworkAccess grant it; granted are [ingress tenant/web, ingress namespace/ingress-nginx 8080/TCP 8443/TCP, ingress namespace/frontend, ingress namespace/frontend-jobs]");
  }

  static List<String> illegalEgress() {
    return List.of(
        "egress: [{}]",
        "egress: [{ports: [{port: 53, protocol: UDP}]}]",
        "egress: [{to: [{ipBlock: {cidr: 169.254.169.254/32}}]}]",
        "egress: [{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}}]}]",
        "egress: [{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress-nginx}}}], ports: [{port: 8080}]}]");
  }

  @Test
  void refusesEgressElsewhere() {
    for (String rules : illegalEgress()) {
      assertThat(refusal(rules, GRANTS))
          .as(rules)
          .hasValueSatisfying(
              message ->
                  assertThat(message)
                      .startsWith(
                          "a tenant's NetworkPolicy must open egress to its own pods or to what the fleet grants, got more in 'web'; ")
                      .endsWith(
                          "; granted are [egress tenant/web, egress namespace/kube-system 53/UDP 53/TCP, egress cidr/192.0.2.0/24, egress namespace/frontend, egress namespace/frontend-jobs]"));
    }
  }

  @Test
  void takesAnyPolicyWhereTheNetworkIsOpen() {
    assertThat(refusal("ingress: [{}]", "")).isEmpty();
  }

  @Test
  void refusesKindsOfNetworkPluginsWhereTheNetworkIsDenied() {
    Map<String, Object> request = request("{}", GRANTS);
    assertThat(of("flux-tenant-cninetworkpolicies", request))
        .contains(
            "a tenant's network policy must be a NetworkPolicy of networking.k8s.io, got CiliumNetworkPolicy 'web'; write it as one");
    assertThat(of("flux-tenant-cninetworkpolicies", request("{}", ""))).isEmpty();
  }

  @Test
  void checksAPolicyOfSeveralSpecsWhenOneChanges() {
    Map<String, Object> request = request("{}", GRANTS);
    request.put(
        "request", Map.of("operation", "UPDATE", "name", "web", "kind", Map.of("kind", "A")));
    request.put("oldObject", Map.of("metadata", Map.of(), "specs", List.of()));
    request.put("object", Map.of("metadata", Map.of(), "specs", List.of(Map.of())));
    assertThat(of("flux-tenant-cninetworkpolicies", request)).isPresent();

    request.put("object", request.get("oldObject"));
    assertThat(of("flux-tenant-cninetworkpolicies", request)).isEmpty();
  }

  @Test
  void takesEverythingFromThePlatform() {
    Map<String, Object> request = request("ingress: [{}]", GRANTS);
    request.put("authorizer", true);

    assertThat(of("flux-tenant-networkpolicies", request)).isEmpty();
  }

  private static Optional<String> refusal(String spec, String grants) {
    return of("flux-tenant-networkpolicies", request(spec, grants));
  }

  private static Optional<String> of(String policy, Map<String, Object> request) {
    return Cel.refusal(Admission.policy(ACME, policy), request);
  }

  @SuppressWarnings("unchecked") // Each spec above is a map.
  private static Map<String, Object> request(String spec, String grants) {
    Load yaml = new Load(LoadSettings.builder().build());
    Map<String, Object> request =
        Admission.create(ACME, (Map<String, Object>) yaml.loadFromString(spec));
    Map<String, Object> metadata =
        grants.isEmpty()
            ? Ordered.map()
            : Ordered.map("annotations", Map.of("policy.flotilla.dev/network", grants));
    request.put("namespaceObject", Map.of("metadata", metadata));
    ((Map<String, Object>) request.get("request"))
        .put("kind", Map.of("kind", "CiliumNetworkPolicy"));
    return request;
  }
}
