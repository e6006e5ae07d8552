package dev.flotilla.fleet.tenant;

import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.kubernetes.IpRange;
import dev.flotilla.fleet.kubernetes.NamespaceName;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.kubernetes.Rfc1123;
import java.util.Map;

/** Who a tenant's pods talk with. */
public sealed interface NetworkPeer {
  /** Returns the pods of a component, with all others in a namespace that it shares. */
  static NetworkPeer component(PlatformComponent component) {
    return new Namespace(component.targetNamespace());
  }

  /** Returns the pods of another tenant, in all its namespaces. */
  static NetworkPeer tenant(TenantProps tenant) {
    return new OtherTenant(tenant.name());
  }

  /** Returns the pods of a namespace that the fleet does not make, for example an ingress. */
  static NetworkPeer namespace(String name) {
    return new Namespace(NamespaceName.of("the namespace that a tenant talks with", name));
  }

  /**
   * Returns addresses outside the cluster.
   *
   * @param range for example {@code 192.0.2.0/24}; {@code 0.0.0.0/0} is everybody
   */
  static NetworkPeer cidr(String range) {
    return new Cidr(range);
  }

  /** Returns the peer as a NetworkPolicy has it. */
  Map<String, Object> toSpec();

  /** All pods of a namespace. */
  record Namespace(NamespaceName name) implements NetworkPeer {
    @Override
    public Map<String, Object> toSpec() {
      return selector("kubernetes.io/metadata.name", name.value());
    }
  }

  /** All pods of a tenant. */
  record OtherTenant(String name) implements NetworkPeer {
    public OtherTenant {
      Rfc1123.label("the tenant that a tenant talks with", name);
    }

    @Override
    public Map<String, Object> toSpec() {
      return selector(TenantMark.LABEL, name);
    }
  }

  /** Addresses. */
  record Cidr(String range) implements NetworkPeer {
    public Cidr {
      IpRange.check("the addresses that a tenant talks with", range);
    }

    @Override
    public Map<String, Object> toSpec() {
      return Ordered.map("ipBlock", Ordered.map("cidr", range));
    }
  }

  private static Map<String, Object> selector(String label, String value) {
    return Ordered.map("namespaceSelector", Ordered.map("matchLabels", Ordered.map(label, value)));
  }
}
