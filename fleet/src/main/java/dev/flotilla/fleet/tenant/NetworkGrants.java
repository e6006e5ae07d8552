package dev.flotilla.fleet.tenant;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the policies of the fleet let pass in a tenant's namespaces, so that a policy of the tenant
 * may let pass the same: {@code ingress namespace/ingress-nginx 8080/TCP}, without ports all of
 * them.
 */
final class NetworkGrants {
  private final List<String> lines = new ArrayList<>();

  private NetworkGrants() {}

  /** Returns the lines for what {@code policies} render, and for the tenant's own namespaces. */
  static List<String> of(List<KubernetesObject> policies, List<String> namespaces) {
    NetworkGrants grants = new NetworkGrants();
    for (KubernetesObject policy : policies) {
      Map<?, ?> spec = (Map<?, ?>) policy.body().get("spec");
      grants.add("ingress", list(spec.get("ingress")), "from");
      grants.add("egress", list(spec.get("egress")), "to");
    }
    for (String namespace : namespaces) {
      grants.add("ingress namespace/" + namespace);
      grants.add("egress namespace/" + namespace);
    }
    return List.copyOf(grants.lines);
  }

  private void add(String direction, List<?> rules, String peers) {
    for (Object rule : rules) {
      Map<?, ?> parts = (Map<?, ?>) rule;
      StringBuilder ports = new StringBuilder();
      list(parts.get("ports")).forEach(port -> ports.append(' ').append(port((Map<?, ?>) port)));
      list(parts.get(peers)).forEach(peer -> add(direction + " " + peer((Map<?, ?>) peer) + ports));
    }
  }

  private void add(String line) {
    if (!lines.contains(line)) {
      lines.add(line);
    }
  }

  private static String port(Map<?, ?> port) {
    return port.get("port") + "/" + port.get("protocol");
  }

  private static String peer(Map<?, ?> peer) {
    if (peer.get("ipBlock") instanceof Map<?, ?> block) {
      return "cidr/" + block.get("cidr");
    }
    Map<?, ?> labels = (Map<?, ?>) ((Map<?, ?>) peer.get("namespaceSelector")).get("matchLabels");
    return labels.containsKey(TenantMark.LABEL)
        ? "tenant/" + labels.get(TenantMark.LABEL)
        : "namespace/" + labels.get("kubernetes.io/metadata.name");
  }

  private static List<?> list(Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
