package dev.flotilla.fleet.policy.internal;

import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Check;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Condition;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Requests;
import dev.flotilla.fleet.tenant.TenantMark;
import java.util.List;
import java.util.Map;

/**
 * What a tenant's own network policies may open. Policies add up: one that opens a pod to everybody
 * voids the {@code default-deny} beside it.
 */
final class NetworkRules {
  private static final String REMEDY =
      "set networkPolicy.enabled=false in the chart's values, or networkPolicy.allowExternal=false and networkPolicy.allowExternalEgress=false, or have the fleet's NetworkAccess grant it";

  private static final AdmissionRule NETWORK_POLICIES =
      new AdmissionRule(
          "flux-tenant-networkpolicies",
          List.of(Requests.writes("networking.k8s.io", "networkpolicies")),
          Condition.CHANGED_BY_TENANT,
          grants(),
          false,
          List.of(opens("ingress", "from"), opens("egress", "to")));

  /** One of Cilium may have {@code specs} in place of a spec. */
  private static final Condition CHANGED_OR_SEVERAL_BY_TENANT =
      new Condition(
          "is-new-or-changed-by-a-tenant",
          "("
              + Condition.CHANGED.expression()
              + " || "
              + Condition.differs("dyn(object).specs", "dyn(oldObject).specs")
              + ") && !"
              + FleetObjectRules.IS_PLATFORM);

  /** Network plugins have kinds of their own, whose fields say what these rules cannot read. */
  private static final AdmissionRule OTHERS =
      new AdmissionRule(
          "flux-tenant-cninetworkpolicies",
          List.of(
              Requests.writes("cilium.io", "ciliumnetworkpolicies"),
              Requests.writes("crd.projectcalico.org", "networkpolicies"),
              Requests.writes("projectcalico.org", "networkpolicies"),
              Requests.writes("crd.antrea.io", "networkpolicies")),
          CHANGED_OR_SEVERAL_BY_TENANT,
          grants(),
          false,
          List.of(
              new Check(
                  "!variables.isDenied",
                  "\"a tenant's network policy must be a NetworkPolicy of networking.k8s.io, got \" + request.kind.kind + \" '\" + request.name + \"'; write it as one\"")));

  static final List<AdmissionRule> ALL = List.of(NETWORK_POLICIES, OTHERS);

  private NetworkRules() {}

  private static Map<String, Object> grants() {
    String isThere = TenantMarkExpressions.presentExpression(TenantMark.NETWORK);
    return Ordered.map(
        "isDenied", isThere, "network", TenantMarkExpressions.list(TenantMark.NETWORK));
  }

  /**
   * No peer means everybody. A peer may be narrower than what is granted, by labels of pods or by
   * excepted addresses, and so may the ports be.
   */
  private static Check opens(String direction, String peers) {
    String rules = "object.spec." + direction;
    String isOpen =
        """
            !variables.isDenied || !has(%s) \
            || %s.all(rule, has(rule.%s) && size(rule.%s) > 0 \
            && rule.%s.all(peer, variables.network.exists(grant, %s)))"""
            .formatted(rules, rules, peers, peers, peers, grantedExpression(direction));
    return new Check(
        isOpen,
        "\"a tenant's NetworkPolicy must open "
            + direction
            + " to its own pods or to what the fleet grants, got more in '\" + request.name + \"'; "
            + REMEDY
            + "; granted are [\" + variables.network.filter(grant, grant.startsWith('"
            + direction
            + " ')).join(', ') + \"]\"");
  }

  private static String grantedExpression(String direction) {
    String granted = "'" + direction + " ' + " + peer();
    return """
        grant == %1$s \
        || (grant.startsWith(%1$s + ' ') && has(rule.ports) && size(rule.ports) > 0 \
        && rule.ports.all(port, has(port.port) && !has(port.endPort) \
        && (grant + ' ').contains(\
        ' ' + string(port.port) + '/' + (has(port.protocol) ? port.protocol : 'TCP') + ' ')))"""
        .formatted(granted);
  }

  /** Returns how a grant names the peer; what it cannot name is granted to nobody. */
  private static String peer() {
    String labels = "peer.namespaceSelector.matchLabels";
    String isOneLabel =
        """
            has(%1$s) && size(%1$s) == 1 \
            && (!has(peer.namespaceSelector.matchExpressions) \
            || size(peer.namespaceSelector.matchExpressions) == 0)"""
            .formatted(labels);
    String label =
        "('%2$s' in %1$s ? 'tenant/' + %1$s['%2$s'] : ('%3$s' in %1$s ? 'namespace/' + %1$s['%3$s'] : '?'))"
            .formatted(labels, "toolkit.fluxcd.io/tenant", "kubernetes.io/metadata.name");
    return """
        (has(peer.ipBlock) ? 'cidr/' + peer.ipBlock.cidr \
        : (has(peer.namespaceSelector) ? (%s ? %s : '?') \
        : 'namespace/' + request.namespace))"""
        .formatted(isOneLabel, label);
  }
}
