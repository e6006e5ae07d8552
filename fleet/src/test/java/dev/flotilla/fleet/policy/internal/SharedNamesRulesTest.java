package dev.flotilla.fleet.policy.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.policy.SourcePolicyProps;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What tenants may claim of what clusters share. */
class SharedNamesRulesTest {
  private static final SourcePolicyProps ACME = SourcePolicyProps.of("oci://ghcr.io/acme/");

  private static final List<String> ANNOTATIONS =
      List.of(
          "nginx.ingress.kubernetes.io/server-alias",
          "external-dns.alpha.kubernetes.io/hostname",
          "external-dns.alpha.kubernetes.io/internal-hostname");

  /** As a tenant has it by default whose neighbours list some hosts. */
  private static final Map<String, Object> DEFAULT =
      Map.of(
          "policy.flotilla.dev/hosts",
          ".preview.acme.example\n!shop.preview.acme.example\n!*.pay.preview.acme.example");

  private static final Map<String, Object> LISTED =
      Map.of(
          "policy.flotilla.dev/hosts",
          "web.acme.example\n*.web.acme.example\n!a.web.acme.example",
          "policy.flotilla.dev/load-balancers",
          "allowed",
          "policy.flotilla.dev/addresses",
          "192.0.2.10\n2001:db8::1",
          "policy.flotilla.dev/node-ports",
          "30080\n30443",
          "policy.flotilla.dev/external-names",
          "db.acme.example",
          "policy.flotilla.dev/priority-classes",
          "business");

  @ParameterizedTest
  @ValueSource(strings = {"podinfo.preview.acme.example", "a.b.preview.acme.example"})
  void takesAHostOfTheDomainThatNobodyLists(String host) {
    assertAllowed(host, DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "preview.acme.example",
        "evilpreview.acme.example",
        "*.preview.acme.example",
        "*.a.preview.acme.example",
        "shop.preview.acme.example",
        "a.pay.preview.acme.example",
        "a.b.pay.preview.acme.example",
        "elsewhere.example",
        ""
      })
  void refusesAHostOfAnotherTenant(String host) {
    assertRefused(
        host,
        DEFAULT,
        ".preview.acme.example, !shop.preview.acme.example, !*.pay.preview.acme.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "web.acme.example",
        "b.web.acme.example",
        "*.web.acme.example",
        "b.a.web.acme.example"
      })
  void takesAListedHost(String host) {
    assertAllowed(host, LISTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"shop.acme.example", "a.web.acme.example", "*.acme.example", "acme.example"})
  void refusesAHostThatIsNotListed(String host) {
    assertRefused(host, LISTED, "web.acme.example, *.web.acme.example, !a.web.acme.example");
  }

  @Test
  void refusesEveryHostWithoutAList() {
    assertRefused("web.acme.example", Map.of(), "");
    assertThat(refusal("flux-tenant-ingresses", "{}", Map.of())).isEmpty();
  }

  private static void assertAllowed(String host, Map<String, Object> marks) {
    assertThat(refusal("flux-tenant-ingresses", ingress(host), marks)).isEmpty();
    assertThat(refusal("flux-tenant-routes", "hostnames: ['" + host + "']", marks)).isEmpty();
    assertThat(refusal("flux-tenant-gateways", listener(host), marks)).isEmpty();
    assertThat(refusal("flux-tenant-openshiftroutes", "host: '" + host + "'", marks)).isEmpty();
    assertThat(refusal("flux-tenant-httpproxies", "virtualhost: {fqdn: '" + host + "'}", marks))
        .isEmpty();
    assertThat(refusal("flux-tenant-ingresses", tls(host), marks)).isEmpty();
    assertThat(annotated("flux-tenant-ingresses", ANNOTATIONS.get(0), host, marks)).isEmpty();
  }

  private static void assertRefused(String host, Map<String, Object> marks, String listed) {
    String remedy =
        "; name one of these, or have the fleet's SharedNames list it: [" + listed + "]";
    String got = " must name hosts of its own, got '" + host + "' in 'web'" + remedy;
    assertThat(refusal("flux-tenant-ingresses", ingress(host), marks))
        .contains("a tenant's Ingress" + got);
    assertThat(refusal("flux-tenant-routes", "hostnames: ['" + host + "']", marks))
        .contains("a tenant's route" + got);
    assertThat(refusal("flux-tenant-gateways", listener(host), marks))
        .contains("a tenant's Gateway" + got);
    assertThat(refusal("flux-tenant-httpproxies", "virtualhost: {fqdn: '" + host + "'}", marks))
        .contains("a tenant's HTTPProxy" + got);
    assertThat(refusal("flux-tenant-ingresses", tls(host), marks))
        .contains(
            "a tenant's Ingress must have certificates of its own hosts, got others in spec.tls of 'web'"
                + remedy);
    for (String key : ANNOTATIONS) {
      assertThat(annotated("flux-tenant-services", key, host, marks))
          .contains(
              "a tenant must name hosts of its own in annotations, got others in 'web'" + remedy);
    }
    if (!host.isEmpty()) {
      assertThat(refusal("flux-tenant-openshiftroutes", "host: '" + host + "'", marks))
          .contains("a tenant's Route" + got);
    }
  }

  @Test
  void refusesABackendForRequestsWithoutAHost() {
    assertThat(refusal("flux-tenant-ingresses", "defaultBackend: {service: {name: web}}", LISTED))
        .contains(
            "a tenant's Ingress must not take requests that match no host, got spec.defaultBackend in 'web'; write a rule with a host");
    for (String spec : List.of("rules: [{http: {}}]", "rules: [{host: web.acme.example}, {}]")) {
      assertThat(refusal("flux-tenant-ingresses", spec, LISTED)).isPresent();
    }
    assertThat(refusal("flux-tenant-routes", "{}", LISTED)).isPresent();
    assertThat(refusal("flux-tenant-gateways", "listeners: [{name: a}]", LISTED)).isPresent();
  }

  @Test
  void takesSeveralOwnHostsInAnAnnotation() {
    String key = ANNOTATIONS.get(0);
    assertThat(
            annotated("flux-tenant-ingresses", key, "web.acme.example, b.web.acme.example", LISTED))
        .isEmpty();
    assertThat(
            annotated("flux-tenant-ingresses", key, "web.acme.example, shop.acme.example", LISTED))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ports: [{port: 80}]",
        "{type: ClusterIP, clusterIP: None}",
        "{type: ClusterIP, loadBalancerIP: ''}"
      })
  void serviceInsideTheClusterIsAllowed(String spec) {
    assertThat(service(spec, DEFAULT)).isEmpty();
    assertThat(service(spec, LISTED)).isEmpty();
  }

  @Test
  void serviceOutsideTheClusterNeedsAList() {
    assertListed(
        "type: LoadBalancer",
        "a tenant's Service must be reached inside the cluster, got type LoadBalancer in 'web'; use ClusterIP and an Ingress, or have the fleet's SharedNames allow it");
    assertListed(
        "{type: NodePort, ports: [{port: 80, nodePort: 30080}]}",
        "a tenant's Service must name node ports of its own, got type NodePort in 'web', its own are []; use ClusterIP and an Ingress, or have the fleet's SharedNames allow it");
    assertListed(
        "{externalIPs: ['192.0.2.10', '2001:db8::1']}",
        "a tenant's Service must request only its own addresses, got '192.0.2.10', '2001:db8::1' in 'web', its own are []; drop them, or have the fleet's SharedNames allow it");
    assertListed(
        "{type: ExternalName, externalName: db.acme.example}",
        "a tenant's Service must not be an alias of another host, got type ExternalName for 'db.acme.example' in 'web'; name the host where it is used, or have the fleet's SharedNames allow it");
  }

  private static void assertListed(String spec, String refusal) {
    assertThat(service(spec, DEFAULT)).contains(refusal);
    assertThat(service(spec, LISTED)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{type: NodePort, ports: [{port: 80, nodePort: 30081}]}",
        "{type: NodePort, ports: [{port: 80, nodePort: 30080}, {port: 81}]}",
        "{type: LoadBalancer, loadBalancerIP: 192.0.2.11}",
        "{externalIPs: ['192.0.2.10', '192.0.2.11']}",
        "{type: ExternalName, externalName: kubernetes.default.svc}",
        "{type: ExternalName}"
      })
  void refusesServicesThatAreNotListed(String spec) {
    assertThat(service(spec, LISTED)).isPresent();
  }

  @Test
  void addressesInAnnotationsAreThoseOfTheList() {
    String key = "metallb.io/loadBalancerIPs";
    assertThat(annotated("flux-tenant-services", key, "192.0.2.10,2001:db8::1", LISTED)).isEmpty();
    assertThat(annotated("flux-tenant-services", key, "192.0.2.10,192.0.2.11", LISTED))
        .contains(
            "a tenant's Service must request only its own addresses, got others in the annotations of 'web', its own are [192.0.2.10, 2001:db8::1]; drop them, or have the fleet's SharedNames allow it");
  }

  @Test
  void priorityOfPodsNeedsAList() {
    String pod = "{priorityClassName: business}";
    String template = "template: {spec: " + pod + "}";
    String message =
        "a tenant's pods must have a priority class of its own, got 'business' in 'web', its own are []; drop it, or have the fleet's SharedNames allow it";

    assertThat(refusal("flux-tenant-podpriorities", pod, DEFAULT)).contains(message);
    assertThat(refusal("flux-tenant-priorities", template, DEFAULT)).contains(message);
    assertThat(
            refusal(
                "flux-tenant-cronjobpriorities",
                "jobTemplate: {spec: {" + template + "}}",
                DEFAULT))
        .contains(message);
    assertThat(refusal("flux-tenant-podpriorities", pod, LISTED)).isEmpty();
    assertThat(refusal("flux-tenant-priorities", template, LISTED)).isEmpty();
    assertThat(refusal("flux-tenant-priorities", "template: {spec: {}}", DEFAULT)).isEmpty();
    assertThat(
            refusal("flux-tenant-priorities", "template: {spec: {priorityClassName: ''}}", DEFAULT))
        .isEmpty();
  }

  @Test
  void takesThePriorityOfAPodThatAControllerCreates() {
    Map<String, Object> request = request("{priorityClassName: of-the-cluster}", DEFAULT);
    Map<String, Object> made =
        Admission.from("system:serviceaccount:kube-system:replicaset-controller", request);

    assertThat(Cel.refusal(Admission.policy(ACME, "flux-tenant-podpriorities"), request))
        .isPresent();
    assertThat(Cel.refusal(Admission.policy(ACME, "flux-tenant-podpriorities"), made)).isEmpty();
  }

  private static Optional<String> service(String spec, Map<String, Object> marks) {
    return refusal("flux-tenant-services", spec, marks);
  }

  private static String ingress(String host) {
    return "rules: [{host: '" + host + "'}]";
  }

  private static String tls(String host) {
    return "tls: [{}, {hosts: ['" + host + "']}]";
  }

  private static String listener(String host) {
    return "listeners: [{name: a, hostname: '" + host + "'}]";
  }

  private static Optional<String> annotated(
      String policy, String key, String value, Map<String, Object> marks) {
    Map<String, Object> request = request("{}", marks);
    request.put(
        "object",
        Ordered.map("metadata", Map.of("annotations", Map.of(key, value)), "spec", Ordered.map()));
    return Cel.refusal(Admission.policy(ACME, policy), request);
  }

  private static Optional<String> refusal(String policy, String spec, Map<String, Object> marks) {
    return Cel.refusal(Admission.policy(ACME, policy), request(spec, marks));
  }

  @SuppressWarnings("unchecked") // Each spec above is a map.
  private static Map<String, Object> request(String spec, Map<String, Object> marks) {
    Load yaml = new Load(LoadSettings.builder().build());
    Map<String, Object> request =
        Admission.create(ACME, (Map<String, Object>) yaml.loadFromString(spec));
    request.put("namespaceObject", Map.of("metadata", Map.of("annotations", marks)));
    return request;
  }
}
