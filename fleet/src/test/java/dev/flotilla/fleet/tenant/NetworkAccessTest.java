package dev.flotilla.fleet.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.kubernetes.Yaml;
import dev.flotilla.fleet.object.ClusterDns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkAccessTest {
  private static final NetworkPeer INGRESS = NetworkPeer.namespace("ingress-nginx");

  @Test
  void peerThatMayCallIsAPolicyOfItsName() {
    assertThat(policy(NetworkAccess.deny().allowFrom("web", INGRESS, 8080, 8443)))
        .isEqualTo(
            """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata:
              name: web
              namespace: frontend
            spec:
              podSelector: {}
              policyTypes:
              - Ingress
              ingress:
              - from:
                - namespaceSelector:
                    matchLabels:
                      kubernetes.io/metadata.name: ingress-nginx
                ports:
                - protocol: TCP
                  port: 8080
                - protocol: TCP
                  port: 8443
            """);
  }

  @Test
  void peerThatMayBeCalledIsAPolicyOfItsName() {
    assertThat(policy(NetworkAccess.deny().allowTo("mail", NetworkPeer.cidr("192.0.2.0/24"))))
        .contains("  name: mail\n")
        .endsWith(
            """
              policyTypes:
              - Egress
              egress:
              - to:
                - ipBlock:
                    cidr: 192.0.2.0/24
            """);
  }

  @Test
  void componentIsKnownByItsNamespaceAndATenantByItsLabel() {
    assertThat(
            policy(NetworkAccess.deny().allowFrom("a", NetworkPeer.component(Tenants.MONITORING))))
        .contains("kubernetes.io/metadata.name: monitoring\n");
    assertThat(
            policy(
                NetworkAccess.deny()
                    .allowTo(
                        "a", NetworkPeer.tenant(Tenants.frontend().namespaces("web").build()))))
        .contains("toolkit.fluxcd.io/tenant: frontend\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "default-deny"})
  void refusesANameTwice(String name) {
    NetworkAccess access = NetworkAccess.deny().allowFrom("web", INGRESS);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> access.allowTo(name, INGRESS))
        .withMessage(
            "each network exception must have a name of its own, got '"
                + name
                + "' twice; rename one");
  }

  @Test
  void refusesExceptionsFromAnOpenNetwork() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetworkAccess.open().allowFrom("web", INGRESS))
        .withMessage(
            "an open network needs no exception, got 'web'; begin with NetworkAccess.deny()");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 65536, -1})
  void refusesImpossiblePorts(int port) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetworkAccess.deny().allowFrom("web", INGRESS, port))
        .withMessage("a port must be between 1 and 65535, got '" + port + "' in 'web'");
  }

  @Test
  void refusesMalformedRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetworkPeer.cidr("999.0.0.0/8"))
        .withMessage(
            "the addresses that a tenant talks with must be a range such as '192.0.2.0/24' or '2001:db8::/32', got '999.0.0.0/8'");
  }

  @Test
  void refusesMalformedNames() {
    String rule =
        " must be an RFC 1123 label (lower-case letters, digits, '-', at most 63 characters), got 'A b'";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetworkPeer.namespace("A b"))
        .withMessage("the namespace that a tenant talks with" + rule);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetworkAccess.deny().allowTo("A b", INGRESS))
        .withMessage(
            "the name of a network exception must be an RFC 1123 subdomain (lower-case letters, digits, '-', '.', at most 253 characters), got 'A b'");
  }

  @Test
  void reachesTheNamesOfOpenShiftAndACacheOnNodes() {
    assertThat(
            Yaml.write(
                NetworkAccess.deny()
                    .toObjects(
                        "frontend", "frontend", ClusterDns.OPENSHIFT.withNodeLocal("169.254.20.10"))
                    .get(0)
                    .toMap()))
        .endsWith(
            """
              - to:
                - namespaceSelector:
                    matchLabels:
                      kubernetes.io/metadata.name: openshift-dns
                ports:
                - protocol: UDP
                  port: 5353
                - protocol: TCP
                  port: 5353
              - to:
                - ipBlock:
                    cidr: 169.254.20.10/32
                ports:
                - protocol: UDP
                  port: 53
                - protocol: TCP
                  port: 53
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "dns", "169.254.20", "169.254.20.256", "169.254.20.10/32"})
  void refusesACacheWithoutAnAddress(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClusterDns.KUBERNETES.withNodeLocal(address))
        .withMessage(
            "the address of a DNS cache on nodes must be an IPv4 address such as '169.254.20.10', got '%s'",
            address);
  }

  private static String policy(NetworkAccess access) {
    return Yaml.write(
        access.toObjects("frontend", "frontend", ClusterDns.KUBERNETES).get(1).toMap());
  }
}
