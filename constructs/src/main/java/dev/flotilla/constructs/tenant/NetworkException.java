package dev.flotilla.constructs.tenant;

import dev.flotilla.constructs.kubernetes.Ordered;
import dev.flotilla.constructs.kubernetes.Rfc1123;
import java.util.List;
import java.util.Map;

/**
 * Somebody that a tenant's pods may talk with, although all else is denied.
 *
 * @param name what it is for; the name of the NetworkPolicy
 * @param direction who calls
 * @param ports TCP ports of the side that is called; empty means every port
 */
public record NetworkException(
    String name, Direction direction, NetworkPeer peer, List<Integer> ports) {

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

  public NetworkException {
    Rfc1123.subdomain("the name of a network exception", name);
    ports = List.copyOf(ports);
    for (int port : ports) {
      if (port < 1 || port > 65535) {
        throw new IllegalArgumentException(
            "a port must be between 1 and 65535, got '" + port + "' in '" + name + "'");
      }
    }
  }

  Map<String, Object> toSpec() {
    Map<String, Object> rule = Ordered.map(direction.peers, List.of(peer.toSpec()));
    if (!ports.isEmpty()) {
      rule.put("ports", ports.stream().map(NetworkException::tcp).toList());
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
