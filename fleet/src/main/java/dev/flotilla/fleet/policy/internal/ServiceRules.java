package dev.flotilla.fleet.policy.internal;

import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Check;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Condition;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Requests;
import dev.flotilla.fleet.tenant.TenantMark;
import java.util.List;
import java.util.stream.Collectors;

/** The addresses and ports that Services of tenants claim, and the priorities of their pods. */
final class ServiceRules {
  private static final String REMEDY = ", or have the fleet's SharedNames allow it\"";

  /** Annotations that request addresses of load balancers. */
  private static final List<String> ADDRESSES =
      List.of(
          "metallb.io/loadBalancerIPs",
          "metallb.universe.tf/loadBalancerIPs",
          "kube-vip.io/loadbalancerIPs",
          "lbipam.cilium.io/ips",
          "io.cilium/lb-ipam-ips");

  private static final AdmissionRule SERVICES =
      new AdmissionRule(
          "flux-tenant-services",
          List.of(Requests.writes("", "services")),
          Condition.CHANGED_OR_ANNOTATED_BY_TENANT,
          Ordered.map(
              "hosts",
              TenantMarkExpressions.list(TenantMark.HOSTS),
              "addresses",
              TenantMarkExpressions.list(TenantMark.ADDRESSES),
              "nodePorts",
              TenantMarkExpressions.list(TenantMark.NODE_PORTS),
              "externalNames",
              TenantMarkExpressions.list(TenantMark.EXTERNAL_NAMES),
              "type",
              "has(object.spec.type) ? object.spec.type : 'ClusterIP'",
              "asked",
              """
                  (has(object.spec.externalIPs) ? object.spec.externalIPs.map(ip, string(ip)) : []) \
                  + (has(object.spec.loadBalancerIP) && object.spec.loadBalancerIP != '' \
                  ? [object.spec.loadBalancerIP] : [])""",
              "annotations",
              TenantMarkExpressions.ANNOTATIONS_OF_OBJECT),
          false,
          List.of(
              new Check(
                  "variables.type != 'LoadBalancer' || ("
                      + TenantMarkExpressions.presentExpression(TenantMark.LOAD_BALANCERS)
                      + ")",
                  "\"a tenant's Service must be reached inside the cluster, got type LoadBalancer in '\" + request.name + \"'; use ClusterIP and an Ingress"
                      + REMEDY),
              new Check(
                  """
                      variables.type != 'NodePort' \
                      || (has(object.spec.ports) && object.spec.ports.all(port, \
                      has(port.nodePort) && string(port.nodePort) in variables.nodePorts))""",
                  "\"a tenant's Service must name node ports of its own, got type NodePort in '\" + request.name + \"', its own are [\" + variables.nodePorts.join(', ') + \"]; use ClusterIP and an Ingress"
                      + REMEDY),
              new Check(
                  "variables.asked.all(ip, ip in variables.addresses)",
                  "\"a tenant's Service must request only its own addresses, got '\" + variables.asked.filter(ip, !(ip in variables.addresses)).join(\"', '\") + \"' in '\" + request.name + \"', its own are [\" + variables.addresses.join(', ') + \"]; drop them"
                      + REMEDY),
              new Check(
                  keys(ADDRESSES)
                      + """
                          .all(key, !(key in variables.annotations) \
                          || variables.annotations[key].split(',').all(ip, ip.trim() in variables.addresses))""",
                  "\"a tenant's Service must request only its own addresses, got others in the annotations of '\" + request.name + \"', its own are [\" + variables.addresses.join(', ') + \"]; drop them"
                      + REMEDY),
              new Check(
                  """
                      variables.type != 'ExternalName' \
                      || (has(object.spec.externalName) \
                      && object.spec.externalName in variables.externalNames)""",
                  "\"a tenant's Service must not be an alias of another host, got type ExternalName for '\" + (has(object.spec.externalName) ? object.spec.externalName : '') + \"' in '\" + request.name + \"'; name the host where it is used"
                      + REMEDY),
              HostRules.annotations()));

  private static final AdmissionRule WORKLOADS =
      priorities(
          "flux-tenant-priorities",
          List.of(
              Requests.writes("apps", "deployments", "statefulsets", "daemonsets", "replicasets"),
              Requests.writes("batch", "jobs"),
              Requests.writes("", "replicationcontrollers")),
          Condition.CHANGED_BY_TENANT,
          "spec.template.spec");

  private static final AdmissionRule CRON_JOBS =
      priorities(
          "flux-tenant-cronjobpriorities",
          List.of(Requests.writes("batch", "cronjobs")),
          Condition.CHANGED_BY_TENANT,
          "spec.jobTemplate.spec.template.spec");

  /** Those that Kubernetes makes of a workload have what was looked at there, or the default. */
  private static final AdmissionRule PODS =
      priorities(
          "flux-tenant-podpriorities",
          List.of(Requests.writes("", "pods")),
          new Condition(
              "is-made-by-a-tenant",
              "request.operation == 'CREATE' && !"
                  + FleetObjectRules.IS_KUBERNETES
                  + " && !"
                  + FleetObjectRules.IS_PLATFORM),
          "spec");

  static final List<AdmissionRule> ALL = List.of(SERVICES, WORKLOADS, CRON_JOBS, PODS);

  private ServiceRules() {}

  private static String keys(List<String> keys) {
    return keys.stream().map(key -> "'" + key + "'").collect(Collectors.joining(", ", "[", "]"));
  }

  private static AdmissionRule priorities(
      String name, List<Requests> requests, Condition condition, String pod) {
    String field = Expressions.text(pod + ".priorityClassName");
    return new AdmissionRule(
        name,
        requests,
        condition,
        Ordered.map("classes", TenantMarkExpressions.list(TenantMark.PRIORITY_CLASSES)),
        false,
        List.of(
            new Check(
                "%1$s == '' || %1$s in variables.classes".formatted(field),
                "\"a tenant's pods must have a priority class of its own, got '\" + "
                    + field
                    + " + \"' in '\" + request.name + \"', its own are [\" + variables.classes.join(', ') + \"]; drop it"
                    + REMEDY)));
  }
}
