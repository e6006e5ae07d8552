package dev.flotilla.fleet.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.TestCluster;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.tenant.internal.TenantObjects;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedNamesTest {
  private static final SortedMap<String, String> ACME =
      new TreeMap<>(Map.of("CLUSTER_DOMAIN", "acme.example"));

  @Test
  void defaultsToTheHostsOfTheDomainThatNobodyLists() {
    SortedMap<String, List<String>> claims = new TreeMap<>();
    claims.put("frontend", List.of());
    claims.put("shop", List.of("shop.acme.example", "*.pay.acme.example", "elsewhere.example"));

    assertThat(HostClaims.lines(tenant(SharedNames.DEFAULT), ACME, claims))
        .containsExactly(".acme.example", "!shop.acme.example", "!*.pay.acme.example");
    assertThat(HostClaims.lines(tenant(SharedNames.DEFAULT), Ordered.NONE, claims)).isEmpty();
  }

  @Test
  void listedHostsExcludeThoseOfOthersInsideAWildcard() {
    SharedNames names = SharedNames.DEFAULT.withHosts("web.${CLUSTER_DOMAIN}", "*.a.example");
    SortedMap<String, List<String>> claims = new TreeMap<>();
    claims.put("shop", List.of("*.a.example", "*.b.a.example", "c.a.example", "d.acme.example"));

    assertThat(HostClaims.lines(tenant(names), ACME, claims))
        .containsExactly("web.acme.example", "*.a.example", "!*.b.a.example", "!c.a.example");
    assertThat(HostClaims.lines(tenant(SharedNames.DEFAULT.withHosts()), ACME, claims)).isEmpty();
  }

  @Test
  void refusesAHostOfTwoTenants() {
    SortedMap<String, List<String>> claims = new TreeMap<>();
    claims.put("shop", List.of("a.example", "a.example", "b.example"));
    claims.put("web", List.of("a.example", "c.example"));

    assertThat(HostClaims.problems(claims))
        .containsExactly(
            "a host must belong to one tenant, got 'a.example' of 'shop' and 'web'; list it for one of them");
  }

  @Test
  void refusesAVariableThatTheClusterDoesNotHave() {
    TenantProps tenant = tenant(SharedNames.DEFAULT.withHosts("web.${NOWHERE}"));

    assertThat(new TenantObjects(tenant, TestCluster.staging()).problems())
        .containsExactly(
            "a cluster must have each variable in the hosts of its tenants, got no 'NOWHERE' on 'staging'; set it there, or list other hosts for tenant 'frontend'");
  }

  @Test
  void listsAreAnnotationsOfTheNamespace() {
    SharedNames names =
        SharedNames.DEFAULT
            .withHosts("web.acme.example", "*.web.acme.example")
            .withLoadBalancers("192.0.2.10")
            .withExternalAddresses("2001:db8::1")
            .withNodePorts(30080, 30443)
            .withExternalNames("db.acme.example")
            .withPriorityClasses("business");

    assertThat(
            new TenantObjects(tenant(names), TestCluster.staging())
                .resourceSet()
                .resources()
                .get(0)
                .metadata()
                .get("annotations"))
        .asString()
        .contains(
            "policy.flotilla.dev/addresses=192.0.2.10\n2001:db8::1, policy.flotilla.dev/external-names=db.acme.example, policy.flotilla.dev/hosts=web.acme.example\n*.web.acme.example, policy.flotilla.dev/load-balancers=allowed, policy.flotilla.dev/network=ingress tenant/frontend\n")
        .contains(
            ", policy.flotilla.dev/node-ports=30080\n30443, policy.flotilla.dev/priority-classes=business");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "*.",
        "Web.example",
        "a..example",
        "https://a.example",
        "a.example/",
        "*a.example",
        "a.*.example",
        "a.${}",
        "!a.example",
        ".a.example",
        "a.example\nb.example"
      })
  void refusesMalformedHost(String host) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SharedNames.DEFAULT.withHosts(host))
        .withMessage(
            "a host that a tenant may claim must be a lower-case name such as 'web.acme.example', '*.acme.example' or 'web.${CLUSTER_DOMAIN}', got '%s'",
            host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "web", "192.0.2.10/32", "192.0.2.10\n192.0.2.11"})
  void refusesMalformedAddress(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SharedNames.DEFAULT.withExternalAddresses(address))
        .withMessage(
            "an address that a tenant may claim must be an IP such as '192.0.2.10', got '%s'",
            address);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 65536})
  void refusesMalformedPort(int port) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SharedNames.DEFAULT.withNodePorts(port))
        .withMessage(
            "a node port that a tenant may claim must be between 1 and 65535, got '%s'", port);
  }

  private static TenantProps tenant(SharedNames names) {
    return Tenants.frontend().sharedNames(names).build();
  }

  @Test
  void builderSetsTheHostsOfTheNames() {
    assertThat(
            Tenants.frontend()
                .sharedNames(SharedNames.DEFAULT.withHosts("web.acme.example"))
                .build()
                .sharedNames()
                .hosts())
        .isEqualTo(Optional.of(List.of("web.acme.example")));
  }
}
