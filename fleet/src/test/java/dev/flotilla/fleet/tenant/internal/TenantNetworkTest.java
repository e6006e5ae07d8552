package dev.flotilla.fleet.tenant.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.TestCluster;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.object.ClusterContext;
import dev.flotilla.fleet.object.ClusterDns;
import dev.flotilla.fleet.tenant.NetworkAccess;
import dev.flotilla.fleet.tenant.Tenants;
import org.junit.jupiter.api.Test;

class TenantNetworkTest {
  @Test
  void reachesTheNameServersOfItsCluster() {
    ClusterContext openShift =
        TestCluster.resolving(ClusterDns.OPENSHIFT.withNodeLocal("169.254.20.10"));

    assertThat(TenantRendering.yaml(Tenants.frontend(), openShift))
        .contains(
            """
                  egress tenant/frontend
                  egress namespace/openshift-dns 5353/UDP 5353/TCP
                  egress cidr/169.254.20.10/32 53/UDP 53/TCP
                  ingress namespace/frontend
            """)
        .contains(
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
            """)
        .doesNotContain("kube-system");
  }

  @Test
  void openNetworkHasNoPolicies() {
    assertThat(
            TenantRendering.objects(
                Tenants.frontend().network(NetworkAccess.open()), TestCluster.staging()))
        .extracting(KubernetesObject::kind)
        .doesNotContain("NetworkPolicy");
  }
}
