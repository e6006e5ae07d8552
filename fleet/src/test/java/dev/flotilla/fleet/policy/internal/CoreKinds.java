package dev.flotilla.fleet.policy.internal;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a tenant writes of Kubernetes' own kinds, hostile and legal, with {@link Tenancy}'s props.
 */
final class CoreKinds {
  private static final String FLEET = "resourceset.fluxcd.controlplane.io/namespace: flux-system";

  private static final Map<String, String> API_VERSIONS =
      new TreeMap<>(
          Map.of(
              "Deployment", "apps/v1",
              "StatefulSet", "apps/v1",
              "DaemonSet", "apps/v1",
              "ReplicaSet", "apps/v1",
              "Job", "batch/v1",
              "CronJob", "batch/v1",
              "Ingress", "networking.k8s.io/v1",
              "NetworkPolicy", "networking.k8s.io/v1",
              "Role", "rbac.authorization.k8s.io/v1",
              "RoleBinding", "rbac.authorization.k8s.io/v1"));

  /** Another's, and such as only look like the tenant's own, which is {@code business}. */
  private static final List<String> PRIORITIES =
      List.of(
          "system-cluster-critical",
          "system-node-critical",
          "platform",
          "high",
          "busines",
          "businesses",
          "0business",
          "business-2",
          "business-critical",
          "a.business");

  private static final List<String> HOSTS =
      List.of(
          "shop.acme.example",
          "acme.example",
          "*.acme.example",
          "*.example",
          "evilweb.acme.example",
          "web.acme.example.evil.test",
          "web.acme.test",
          "grafana.internal");

  private static final List<String> SERVICES =
      List.of(
          "{type: LoadBalancer, ports: [{port: 80}]}",
          "{type: LoadBalancer, loadBalancerClass: internal.example/any, ports: [{port: 80}]}",
          "{type: LoadBalancer, loadBalancerIP: 192.0.2.10, ports: [{port: 80}]}",
          "{type: LoadBalancer, allocateLoadBalancerNodePorts: false, ports: [{port: 80}]}",
          "{type: NodePort, ports: [{port: 80}]}",
          "{type: NodePort, ports: [{port: 80, nodePort: 30081}]}",
          "{type: NodePort, ports: [{name: a, port: 80, nodePort: 30080}, {name: b, port: 81}]}",
          "{type: NodePort, ports: [{name: a, port: 80, nodePort: 30080}, {name: b, port: 81, nodePort: 30443}]}",
          "{externalIPs: [192.0.2.10], ports: [{port: 80}]}",
          "{externalIPs: [10.96.0.1], ports: [{port: 443}]}",
          "{externalIPs: ['2001:db8::1'], ports: [{port: 80}]}",
          "{type: ExternalName, externalName: kubernetes.default.svc}",
          "{type: ExternalName, externalName: source-controller.flux-system.svc.cluster.local}",
          "{type: ExternalName, externalName: web.backend.svc}",
          "{type: ExternalName, externalName: evil.test}");

  private static final List<String> GRANTED =
      List.of(
          "ingress: []",
          "ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 6379}]}]",
          "ingress: [{from: [{namespaceSelector: {matchLabels: {toolkit.fluxcd.io/tenant: frontend}}}]}]",
          "ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress-nginx}}}], ports: [{port: 8080}]}]",
          "egress: [{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}}], ports: [{port: 53, protocol: UDP}]}]");

  private static final String BACKEND = "{service: {name: web, port: {number: 80}}}";
  private static final String PATH = "{path: /, pathType: Prefix, backend: " + BACKEND + "}";
  private static final Map<String, List<String>> WORKLOADS = workloads();

  private CoreKinds() {}

  private static Map<String, List<String>> workloads() {
    String pod = "{priorityClassName: %s, containers: [{name: web, image: web}]}";
    String once =
        "{priorityClassName: %s, restartPolicy: Never, containers: [{name: web, image: web}]}";
    String template = "template: {metadata: {labels: {app: web}}, spec: " + pod + "}";
    String selected = "{selector: {matchLabels: {app: web}}, " + template + "}";
    String job = "{template: {spec: " + once + "}}";
    Map<String, List<String>> specs = new LinkedHashMap<>();
    specs.put("Deployment", of(selected, PRIORITIES));
    specs.put("StatefulSet", of(selected, PRIORITIES));
    specs.put("DaemonSet", of(selected, PRIORITIES));
    specs.put("ReplicaSet", of(selected, PRIORITIES));
    specs.put("ReplicationController", of("{selector: {app: web}, " + template + "}", PRIORITIES));
    specs.put("Job", of(job, PRIORITIES));
    specs.put("CronJob", of("{schedule: '@daily', jobTemplate: {spec: " + job + "}}", PRIORITIES));
    // Of another class that is not there, Kubernetes' own admission says so before.
    specs.put("Pod", of(pod, PRIORITIES.subList(0, 2)));
    return specs;
  }

  private static List<String> of(String spec, List<String> values) {
    return values.stream().map(spec::formatted).toList();
  }

  /** Returns what is refused, by its kind. */
  static Map<String, List<KubernetesObject>> hostile() {
    Map<String, List<KubernetesObject>> objects = new LinkedHashMap<>();
    objects.put("Service", new ArrayList<>(specs("Service", SERVICES)));
    for (String annotation :
        List.of(
            "metallb.io/loadBalancerIPs: 192.0.2.10",
            "metallb.universe.tf/loadBalancerIPs: 192.0.2.10",
            "kube-vip.io/loadbalancerIPs: 192.0.2.10",
            "lbipam.cilium.io/ips: 192.0.2.10",
            "external-dns.alpha.kubernetes.io/hostname: shop.acme.example",
            "external-dns.alpha.kubernetes.io/internal-hostname: 'web.acme.example, a.test'")) {
      objects
          .get("Service")
          .add(
              object(
                  "Service", "spec: {ports: [{port: 80}]}", "annotations: {" + annotation + "}"));
    }
    objects.put("Ingress", ingresses());
    objects.put("NetworkPolicy", new ArrayList<>(specs("NetworkPolicy", networkPolicies())));
    WORKLOADS.forEach((kind, specs) -> objects.put(kind, new ArrayList<>(specs(kind, specs))));
    forged()
        .forEach(
            object ->
                objects.computeIfAbsent(object.kind(), none -> new ArrayList<>()).add(object));
    return objects;
  }

  private static List<KubernetesObject> ingresses() {
    List<KubernetesObject> objects = new ArrayList<>();
    for (String host : HOSTS) {
      objects.add(object("Ingress", "spec: {rules: [{host: '" + host + "'}]}", ""));
    }
    objects.add(object("Ingress", "spec: {rules: [{host: web.acme.example}, {host: a.test}]}", ""));
    objects.add(object("Ingress", "spec: {rules: [{http: {paths: [" + PATH + "]}}]}", ""));
    objects.add(object("Ingress", "spec: {defaultBackend: " + BACKEND + "}", ""));
    objects.add(
        object(
            "Ingress", "spec: {rules: [{host: web.acme.example}], tls: [{hosts: [a.test]}]}", ""));
    for (String annotation :
        List.of(
            "nginx.ingress.kubernetes.io/server-alias: shop.acme.example",
            "nginx.ingress.kubernetes.io/server-alias: 'web.acme.example,shop.acme.example'",
            "external-dns.alpha.kubernetes.io/hostname: shop.acme.example")) {
      objects.add(
          object(
              "Ingress",
              "spec: {rules: [{host: web.acme.example}]}",
              "annotations: {" + annotation + "}"));
    }
    return objects;
  }

  private static List<String> networkPolicies() {
    return Stream.concat(
            NetworkRulesTest.illegalIngress().stream(), NetworkRulesTest.illegalEgress().stream())
        .map(rules -> "{podSelector: {}, " + rules + "}")
        .toList();
  }

  /** What has the label by which the fleet's own objects are known; there is this way only. */
  private static List<KubernetesObject> forged() {
    String labels = "labels: {" + FLEET + ", resourceset.fluxcd.controlplane.io/name: frontend}";
    return List.of(
        object("Secret", "stringData: {cosign.pub: mine}", labels),
        object("Secret", "type: Opaque", "labels: {" + FLEET + "}"),
        object("ConfigMap", "data: {CLUSTER_NAME: mine}", labels),
        object("ServiceAccount", "automountServiceAccountToken: false", labels),
        object("Role", "rules: []", labels),
        object(
            "RoleBinding",
            "roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}, subjects: []",
            labels),
        object("NetworkPolicy", "spec: {podSelector: {}}", labels),
        object("Service", "spec: {ports: [{port: 80}]}", labels),
        object("Ingress", "spec: {rules: [{host: web.acme.example}]}", labels),
        object("Deployment", "spec: " + legal("Deployment"), labels));
  }

  private static String legal(String workload) {
    return WORKLOADS.get(workload).get(0).replace(PRIORITIES.get(0), "business");
  }

  /** Returns the twins of the hostile ones. */
  static Stream<KubernetesObject> legal() {
    Stream<KubernetesObject> workloads =
        WORKLOADS.keySet().stream()
            .filter(kind -> !kind.equals("Pod"))
            .map(kind -> object(kind, "spec: " + legal(kind), ""));
    Stream<KubernetesObject> policies =
        GRANTED.stream()
            .map(rules -> object("NetworkPolicy", "spec: {podSelector: {}, " + rules + "}", ""));
    return Stream.of(
            workloads,
            policies,
            Stream.of(
                object(
                    "Service", "spec: {type: NodePort, ports: [{port: 80, nodePort: 30080}]}", ""),
                object("Service", "spec: {clusterIP: None, ports: [{port: 80}]}", ""),
                object(
                    "Ingress",
                    "spec: {rules: [{host: web.acme.example}, {host: '*.web.acme.example'}], tls: [{hosts: [a.web.acme.example], secretName: tls}]}",
                    "annotations: {nginx.ingress.kubernetes.io/server-alias: b.web.acme.example}"),
                object(
                    "Secret",
                    "type: Opaque",
                    "labels: {resourceset.fluxcd.controlplane.io/namespace: frontend}")))
        .flatMap(objects -> objects);
  }

  private static List<KubernetesObject> specs(String kind, List<String> specs) {
    return specs.stream().map(spec -> object(kind, "spec: " + spec, "")).toList();
  }

  @SuppressWarnings("unchecked") // Labels and annotations are maps of texts here.
  private static KubernetesObject object(String kind, String body, String metadata) {
    Map<String, Object> more = TenantKinds.parse("{" + metadata + "}");
    return KubernetesObject.of(
            API_VERSIONS.getOrDefault(kind, "v1"),
            kind,
            "frontend",
            "web",
            TenantKinds.parse("{" + body + "}"))
        .with(
            (Map<String, String>) more.getOrDefault("labels", Map.of()),
            (Map<String, String>) more.getOrDefault("annotations", Map.of()));
  }
}
