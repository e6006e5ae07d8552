package dev.flotilla.fleet.object;

import dev.flotilla.fleet.kubernetes.NamespaceName;
import dev.flotilla.fleet.kubernetes.Ordered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the pods of a cluster resolve names. Tenants whose network is denied reach it, too.
 *
 * @param namespace the namespace of the DNS server's pods
 * @param port the port of these pods, which is not always that of their Service
 * @param nodeLocal the address of a cache on each node, which pods query instead, if there is one
 * @see <a href="https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/">NodeLocal
 *     DNS</a>
 */
public record ClusterDns(NamespaceName namespace, int port, Optional<String> nodeLocal) {
  /** CoreDNS or kube-dns in {@code kube-system}. */
  public static final ClusterDns KUBERNETES = of("kube-system", 53);

  /** OpenShift's own, whose pods listen on 5353. */
  public static final ClusterDns OPENSHIFT = of("openshift-dns", 5353);

  public ClusterDns {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException(
          "the port of a cluster's DNS must be between 1 and 65535, got '" + port + "'");
    }
    if (!nodeLocal.map(ClusterDns::isIpv4).orElse(true)) {
      throw new IllegalArgumentException(
          "the address of a DNS cache on nodes must be an IPv4 address such as '169.254.20.10', got '"
              + nodeLocal.get()
              + "'");
    }
  }

  /**
   * Returns a DNS server without a cache on nodes.
   *
   * @param namespace the namespace of its pods
   * @param port the port of these pods, which is not always that of their Service
   */
  public static ClusterDns of(String namespace, int port) {
    return new ClusterDns(
        NamespaceName.of("the namespace of a cluster's DNS", namespace), port, Optional.empty());
  }

  private static boolean isIpv4(String address) {
    String number = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    return address.matches(number + "(\\." + number + "){3}");
  }

  /** Returns this DNS behind a cache on each node, usually {@code 169.254.20.10}. */
  public ClusterDns withNodeLocal(String address) {
    return new ClusterDns(namespace, port, Optional.of(address));
  }

  /** Returns the rules of a NetworkPolicy by which pods reach it. */
  public List<Map<String, Object>> toEgress() {
    List<Map<String, Object>> rules = new ArrayList<>();
    Map<String, Object> labels = Ordered.map("kubernetes.io/metadata.name", namespace.value());
    rules.add(rule(Ordered.map("namespaceSelector", Ordered.map("matchLabels", labels)), port));
    nodeLocal.ifPresent(
        address ->
            rules.add(rule(Ordered.map("ipBlock", Ordered.map("cidr", address + "/32")), 53)));
    return rules;
  }

  private static Map<String, Object> rule(Map<String, Object> peer, int port) {
    return Ordered.map(
        "to",
        List.of(peer),
        "ports",
        List.of(
            Ordered.map("protocol", "UDP", "port", port),
            Ordered.map("protocol", "TCP", "port", port)));
  }
}
