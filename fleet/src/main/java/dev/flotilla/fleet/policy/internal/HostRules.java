package dev.flotilla.fleet.policy.internal;

import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Check;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Condition;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Requests;
import dev.flotilla.fleet.tenant.TenantMark;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The hosts that tenants claim. An ingress controller serves all tenants at one address, and takes
 * the first who names a host, or a wildcard, for its owner.
 */
final class HostRules {
  private static final String GATEWAY = "gateway.networking.k8s.io";
  private static final String REMEDY =
      "; name one of these, or have the fleet's SharedNames list it: [\" + variables.hosts.join(', ') + \"]\"";

  /** Annotations with further hosts, of ingress-nginx and of external-dns. */
  static final List<String> ANNOTATIONS =
      List.of(
          "nginx.ingress.kubernetes.io/server-alias",
          "external-dns.alpha.kubernetes.io/hostname",
          "external-dns.alpha.kubernetes.io/internal-hostname");

  private static final AdmissionRule INGRESSES =
      rule(
          "flux-tenant-ingresses",
          List.of(Requests.writes("networking.k8s.io", "ingresses")),
          new Check(
              "!has(object.spec.defaultBackend)",
              "\"a tenant's Ingress must not take requests that match no host, got spec.defaultBackend in '\" + request.name + \"'; write a rule with a host\""),
          hosts(
              "Ingress",
              "has(object.spec.rules) ? object.spec.rules.map(rule, has(rule.host) ? rule.host : '') : []"),
          new Check(
              "!has(object.spec.tls) || object.spec.tls.all(tls, !has(tls.hosts) || tls.hosts.all(host, "
                  + allowedExpression("host")
                  + "))",
              "\"a tenant's Ingress must have certificates of its own hosts, got others in spec.tls of '\" + request.name + \"'"
                  + REMEDY),
          annotations());

  private static final AdmissionRule ROUTES =
      rule(
          "flux-tenant-routes",
          List.of(Requests.writes(GATEWAY, "httproutes", "grpcroutes", "tlsroutes")),
          hosts(
              "route",
              """
                  has(object.spec.hostnames) && size(object.spec.hostnames) > 0 \
                  ? object.spec.hostnames.map(host, string(host)) : ['']"""),
          annotations());

  private static final AdmissionRule GATEWAYS =
      rule(
          "flux-tenant-gateways",
          List.of(Requests.writes(GATEWAY, "gateways")),
          hosts(
              "Gateway",
              "object.spec.listeners.map(listener, has(listener.hostname) ? string(listener.hostname) : '')"),
          annotations());

  /** OpenShift makes up a host where none is named. */
  private static final AdmissionRule OPENSHIFT_ROUTES =
      rule(
          "flux-tenant-openshiftroutes",
          List.of(Requests.writes("route.openshift.io", "routes")),
          hosts(
              "Route", "has(object.spec.host) && object.spec.host != '' ? [object.spec.host] : []"),
          annotations());

  private static final AdmissionRule CONTOUR_PROXIES =
      rule(
          "flux-tenant-httpproxies",
          List.of(Requests.writes("projectcontour.io", "httpproxies")),
          hosts("HTTPProxy", "has(object.spec.virtualhost) ? [object.spec.virtualhost.fqdn] : []"),
          annotations());

  static final List<AdmissionRule> ALL =
      List.of(INGRESSES, ROUTES, GATEWAYS, OPENSHIFT_ROUTES, CONTOUR_PROXIES);

  private HostRules() {}

  private static AdmissionRule rule(String name, List<Requests> requests, Check... checks) {
    return new AdmissionRule(
        name,
        requests,
        Condition.CHANGED_OR_ANNOTATED_BY_TENANT,
        Ordered.map(
            "hosts",
            TenantMarkExpressions.list(TenantMark.HOSTS),
            "annotations",
            TenantMarkExpressions.ANNOTATIONS_OF_OBJECT),
        false,
        List.of(checks));
  }

  /** A host that is not named is empty here, and nobody's. */
  private static Check hosts(String kind, String hosts) {
    String all = "(" + hosts + ")";
    return new Check(
        all + ".all(host, " + allowedExpression("host") + ")",
        "\"a tenant's "
            + kind
            + " must name hosts of its own, got '\" + "
            + all
            + ".filter(host, !"
            + allowedExpression("host")
            + ").join(\"', '\") + \"' in '\" + request.name + \"'"
            + REMEDY);
  }

  static Check annotations() {
    String keys =
        ANNOTATIONS.stream().map(key -> "'" + key + "'").collect(Collectors.joining(", "));
    return new Check(
        "["
            + keys
            + "].all(key, !(key in variables.annotations) || variables.annotations[key].split(',').all(host, "
            + allowedExpression("host.trim()")
            + "))",
        "\"a tenant must name hosts of its own in annotations, got others in '\" + request.name + \"'"
            + REMEDY);
  }

  /** What is another tenant's is not allowed, whatever list it is on. */
  static String allowedExpression(String host) {
    String isListed =
        Stream.of(
                "%1$s == entry",
                "(entry.startsWith('*.') && %1$s.endsWith(entry.substring(1)))",
                "(entry.startsWith('.') && %1$s.endsWith(entry) && !%1$s.startsWith('*'))")
            .map(test -> test.formatted(host))
            .collect(Collectors.joining(" || "));
    String isAnothers =
        """
            entry.startsWith('!') \
            && (%1$s == entry.substring(1) \
            || (entry.startsWith('!*.') && %1$s.endsWith(entry.substring(2))))"""
            .formatted(host);
    return "(%s != '' && variables.hosts.exists(entry, %s) && !variables.hosts.exists(entry, %s))"
        .formatted(host, isListed, isAnothers);
  }
}
