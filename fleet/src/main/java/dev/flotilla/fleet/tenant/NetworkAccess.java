package dev.flotilla.fleet.tenant;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.kubernetes.Rfc1123;
import dev.flotilla.fleet.object.ClusterDns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Whom the pods of a tenant may talk with, by NetworkPolicies, where the cluster's network enforces
 * them.
 *
 * <p>Where the cluster has a {@code SourcePolicy}, a tenant cannot change them, and policies of its
 * own open nothing more while its network is denied.
 *
 * @param isDenied whether only the tenant itself, DNS and the exceptions are reached
 * @see <a href="https://kubernetes.io/docs/concepts/services-networking/network-policies/">Network
 *     policies</a>
 */
public record NetworkAccess(boolean isDenied, List<Rule> exceptions) {
  /**
   * A peer that a tenant's pods may talk with, although all else is denied.
   *
   * @param name what it is for; the name of the NetworkPolicy
   * @param direction who calls
   * @param ports TCP ports of the side that is called; empty means every port
   */
  public record Rule(String name, Direction direction, NetworkPeer peer, List<Integer> ports) {

    /** Who calls. */
    public enum Direction {
      /** The peer calls the tenant. */
      INGRESS("Ingress", "ingress", "from"),
      /** The tenant calls the peer. */
      EGRESS("Egress", "egress", "to");

      private final String policyType;
      private final String field;
      private final String peers;

      Direction(String policyType, String field, String peers) {
        this.policyType = policyType;
        this.field = field;
        this.peers = peers;
      }
    }

    public Rule {
      Rfc1123.subdomain("the name of a network exception", name);
      ports = List.copyOf(ports);
      for (int port : ports) {
        if (port < 1 || port > 65535) {
          throw new IllegalArgumentException(
              "a port must be between 1 and 65535, got '" + port + "' in '" + name + "'");
        }
      }
    }

    private Map<String, Object> toSpec() {
      Map<String, Object> rule = Ordered.map(direction.peers, List.of(peer.toSpec()));
      if (!ports.isEmpty()) {
        rule.put("ports", ports.stream().map(Rule::tcp).toList());
      }
      return Ordered.map(
          "podSelector",
          Ordered.map(),
          "policyTypes",
          List.of(direction.policyType),
          direction.field,
          List.of(rule));
    }

    private static Map<String, Object> tcp(int port) {
      return Ordered.map("protocol", "TCP", "port", port);
    }
  }

  public NetworkAccess {
    exceptions = List.copyOf(exceptions);
    List<String> names = new ArrayList<>(List.of("default-deny"));
    for (Rule exception : exceptions) {
      if (names.contains(exception.name())) {
        throw new IllegalArgumentException(
            "each network exception must have a name of its own, got '"
                + exception.name()
                + "' twice; rename one");
      }
      names.add(exception.name());
    }
  }

  /** Returns: a tenant's pods reach each other and DNS, and nobody else reaches them. */
  public static NetworkAccess deny() {
    return new NetworkAccess(true, List.of());
  }

  /** Returns access from and to everybody, without NetworkPolicies. */
  public static NetworkAccess open() {
    return new NetworkAccess(false, List.of());
  }

  /**
   * Returns this access, and {@code peer} may call the tenant.
   *
   * @param name what for; the name of the NetworkPolicy
   * @param ports TCP ports of the tenant's pods; none means every port
   */
  public NetworkAccess allowFrom(String name, NetworkPeer peer, int... ports) {
    return and(name, Rule.Direction.INGRESS, peer, ports);
  }

  /**
   * Returns this access, and the tenant may call {@code peer}.
   *
   * @param name what for; the name of the NetworkPolicy
   * @param ports TCP ports of the peer; none means every port
   */
  public NetworkAccess allowTo(String name, NetworkPeer peer, int... ports) {
    return and(name, Rule.Direction.EGRESS, peer, ports);
  }

  private NetworkAccess and(String name, Rule.Direction direction, NetworkPeer peer, int... ports) {
    if (!isDenied) {
      throw new IllegalArgumentException(
          "an open network needs no exception, got '"
              + name
              + "'; begin with NetworkAccess.deny()");
    }
    List<Rule> more = new ArrayList<>(exceptions);
    more.add(new Rule(name, direction, peer, IntStream.of(ports).boxed().toList()));
    return new NetworkAccess(true, more);
  }

  /** Returns the policies of one namespace. */
  public List<KubernetesObject> toObjects(String tenant, String namespace, ClusterDns names) {
    if (!isDenied) {
      return List.of();
    }
    List<KubernetesObject> policies = new ArrayList<>();
    policies.add(policy(namespace, "default-deny", denyAllBut(tenant, names)));
    for (Rule exception : exceptions) {
      policies.add(policy(namespace, exception.name(), exception.toSpec()));
    }
    return policies;
  }

  /** Returns what a policy of the tenant may open too; empty where it may open all. */
  public Optional<List<String>> grants(String tenant, List<String> namespaces, ClusterDns names) {
    return isDenied
        ? Optional.of(NetworkGrants.of(toObjects(tenant, namespaces.get(0), names), namespaces))
        : Optional.empty();
  }

  private static Map<String, Object> denyAllBut(String tenant, ClusterDns names) {
    Map<String, Object> self = new NetworkPeer.OtherTenant(tenant).toSpec();
    List<Map<String, Object>> egress = new ArrayList<>();
    egress.add(Ordered.map("to", List.of(self)));
    egress.addAll(names.toEgress());
    return Ordered.map(
        "podSelector", Ordered.map(),
        "policyTypes", List.of("Ingress", "Egress"),
        "ingress", List.of(Ordered.map("from", List.of(self))),
        "egress", egress);
  }

  private static KubernetesObject policy(String namespace, String name, Map<String, Object> spec) {
    return KubernetesObject.of(
        "networking.k8s.io/v1", "NetworkPolicy", namespace, name, Ordered.map("spec", spec));
  }
}
