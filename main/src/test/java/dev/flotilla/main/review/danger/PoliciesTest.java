package dev.flotilla.main.review.danger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is refused: less than before, or more. */
class PoliciesTest {
  @Test
  void policyThatIsRemovedOrRefusesLessIsReported() {
    assertThat(DangerCase.inSet(policy("a", "b"), ""))
        .containsExactly("weakened-policy: ValidatingAdmissionPolicy/sources is removed");
    assertThat(DangerCase.inSet(policy("a", "b"), policy("a")))
        .containsExactly(
            "weakened-policy: ValidatingAdmissionPolicy/sources no longer has the rule 'b'");
    assertThat(DangerCase.inSet(policy("a"), policy("a", "b")))
        .containsExactly(
            "refused-to-tenants: ValidatingAdmissionPolicy/sources has the new rule 'b'");
    assertThat(DangerCase.inSet(policy("a", "b"), policy("b", "a"))).isEmpty();
    assertThat(DangerCase.inSet("", policy("a"))).isEmpty();
  }

  @Test
  void policyThatAppliesToLessIsReported() {
    assertThat(
            DangerCase.inSet(
                policy("a"), policy("a").replace("failurePolicy: Fail", "failurePolicy: Ignore")))
        .containsExactly(
            "weakened-policy: ValidatingAdmissionPolicy/sources lets through what fails to evaluate");
    assertThat(
            DangerCase.inSet(
                policy("a"),
                policy("a")
                    .replace("validations", "matchConditions: [{expression: c}], validations")))
        .containsExactly("weakened-policy: ValidatingAdmissionPolicy/sources applies only if 'c'");
    assertThat(
            DangerCase.inSet(
                policy("a"), policy("a").replace("resources: [pods]", "resources: [jobs]")))
        .containsExactly(
            "weakened-policy: ValidatingAdmissionPolicy/sources has other matchConstraints");
    assertThat(
            DangerCase.inSet(
                policy("a"), policy("a").replace("name: sources", "name: sources, labels: {a: b}")))
        .isEmpty();
  }

  @Test
  void bindingThatDeniesNoLongerIsReportedOneThatDeniesNowIsARefusal() {
    assertThat(DangerCase.inSet(binding("Deny"), binding("Audit")))
        .containsExactly(
            "weakened-policy: ValidatingAdmissionPolicyBinding/sources no longer denies anything");
    assertThat(DangerCase.inSet(binding("Audit"), binding("Deny")))
        .containsExactly(
            "refused-to-tenants: ValidatingAdmissionPolicyBinding/sources denies what its policy refuses");
    assertThat(DangerCase.inSet(binding("Deny"), binding("Deny, Audit"))).isEmpty();
    assertThat(
            DangerCase.inSet(
                binding("Deny"),
                binding("Deny").replace("policyName", "matchResources: {}, policyName")))
        .containsExactly(
            "weakened-policy: ValidatingAdmissionPolicyBinding/sources has another matchResources");
  }

  @Test
  void podSecurityLevelThatIsLowerIsReportedAHigherOneIsARefusal() {
    String baseline = namespace("labels: {pod-security.kubernetes.io/enforce: baseline}");
    String restricted = baseline.replace("baseline", "restricted");

    assertThat(DangerCase.inSet(restricted, baseline))
        .containsExactly(
            "weakened-policy: Namespace/web enforces the Pod Security level 'baseline', before 'restricted'");
    assertThat(DangerCase.inSet(baseline, namespace("labels: {}")))
        .containsExactly(
            "weakened-policy: Namespace/web enforces the Pod Security level 'privileged', before 'baseline'");
    assertThat(DangerCase.inSet(baseline, restricted))
        .containsExactly(
            "refused-to-tenants: Namespace/web enforces the Pod Security level 'restricted', before 'baseline'");
    assertThat(DangerCase.inSet(baseline, baseline.replace("labels: {", "labels: {a: b, ")))
        .isEmpty();
  }

  @Test
  void exceptionThatATenantGetsIsReportedOneThatItLosesIsARefusal() {
    String plain = namespace("annotations: {}");
    String ports = namespace("annotations: {policy.flotilla.dev/node-ports: '30080'}");

    assertThat(DangerCase.inSet(plain, ports))
        .containsExactly(
            "weakened-policy: Namespace/web gets the exception 'node-ports' for '30080'");
    assertThat(DangerCase.inSet("", ports)).hasSize(1);
    assertThat(DangerCase.inSet(ports, plain))
        .containsExactly("refused-to-tenants: Namespace/web loses the node-ports '30080'");
    assertThat(
            DangerCase.inSet(
                plain, namespace("annotations: {policy.flotilla.dev/hosts: a.example.com}")))
        .isEmpty();
  }

  @Test
  void openNetworkAndOtherSignersOfATenantAreReported() {
    String network = namespace("annotations: {policy.flotilla.dev/network: ingress tenant/web}");
    String ann = namespace("annotations: {policy.flotilla.dev/signers: ann}");

    assertThat(DangerCase.inSet(network, namespace("annotations: {}")))
        .containsExactly("weakened-policy: Namespace/web may have network policies for everybody");
    assertThat(DangerCase.inSet(ann, ann.replace("ann}", "bob}")))
        .containsExactly(
            "changed-signer: Namespace/web may demand the signature of 'bob'",
            "refused-to-tenants: Namespace/web loses the signers 'ann'");
    assertThat(DangerCase.inSet("", ann)).isEmpty();
  }

  @Test
  void allowlistThatGrowsIsReportedOneThatShrinksIsARefusal() {
    String one = allowlist("'oci://a/'", "'oci://a/'");
    String two = allowlist("\"oci://a/\\noci://b/\"", "'oci://a/'");
    String unsigned = allowlist("'oci://a/'", "''");

    assertThat(DangerCase.inSet(one, two))
        .containsExactly(
            "weakened-policy: ConfigMap/flux-system/allowlist allows sources 'oci://b/'");
    assertThat(DangerCase.inSet(two, one))
        .containsExactly(
            "refused-to-tenants: ConfigMap/flux-system/allowlist no longer allows sources 'oci://b/'");
    assertThat(DangerCase.inSet(one, unsigned))
        .containsExactly(
            "weakened-policy: ConfigMap/flux-system/allowlist no longer lists as signed 'oci://a/'");
    assertThat(DangerCase.inSet(unsigned, one))
        .containsExactly(
            "refused-to-tenants: ConfigMap/flux-system/allowlist lists as signed 'oci://a/'");
    assertThat(DangerCase.inSet(one.replace("policy", "x"), two.replace("policy", "x"))).isEmpty();
  }

  @Test
  void namespaceThatIsNoLongerIsolatedIsReported() {
    String deny = network("deny", "podSelector: {}, policyTypes: [Ingress]");
    String other = network("other", "podSelector: {}, policyTypes: [Ingress]");
    String some = network("some", "podSelector: {matchLabels: {a: b}}, policyTypes: [Ingress]");

    assertThat(DangerCase.inSet(deny + some, some))
        .containsExactly(
            "weakened-policy: NetworkPolicy/web/deny no longer isolates 'web': Ingress");
    assertThat(DangerCase.inSet(deny + other, other)).isEmpty();
    assertThat(DangerCase.inSet(deny + some, deny)).isEmpty();
    assertThat(DangerCase.inSet(some, some + deny))
        .containsExactly("refused-to-tenants: NetworkPolicy/web/deny isolates 'web': Ingress");
    assertThat(DangerCase.inSet("", namespace("labels: {}") + "\n" + deny)).isEmpty();
  }

  @Test
  void networkThatIsOpenToEverybodyIsReportedAPeerIsNot() {
    String some = network("some", "podSelector: {}, policyTypes: [Egress], egress: [{to: [{}]}]");
    String all = network("some", "podSelector: {}, policyTypes: [Egress], egress: [{}]");
    String more =
        network("some", "podSelector: {}, policyTypes: [Egress], egress: [{to: [{}]}, {to: [{}]}]");

    assertThat(DangerCase.inSet(some, all))
        .containsExactly(
            "weakened-policy: NetworkPolicy/web/some opens 'web' to everybody: Egress");
    assertThat(DangerCase.inSet(some, more)).isEmpty();
  }

  @Test
  void quotaThatIsLowerIsARefusalAHigherOneIsNot() {
    assertThat(DangerCase.inSet(quota("cpu: '4', memory: 1Gi"), quota("cpu: 500m, memory: 1024Mi")))
        .containsExactly(
            "refused-to-tenants: ResourceQuota/web/tenant allows less: cpu 500m, before 4");
    assertThat(DangerCase.inSet(quota("cpu: '4'"), quota("cpu: '4', pods: '5'")))
        .containsExactly(
            "refused-to-tenants: ResourceQuota/web/tenant allows less: pods 5, before unlimited");
    assertThat(DangerCase.inSet(quota("cpu: 500m"), quota("cpu: '4'"))).isEmpty();
    assertThat(DangerCase.inSet(quota("cpu: '4'"), "")).isEmpty();
    assertThat(DangerCase.inSet("", namespace("labels: {}") + "\n" + quota("cpu: '4'"))).isEmpty();
  }

  @Test
  void lowerLimitOfContainersIsARefusalAHigherOneIsNot() {
    assertThat(DangerCase.inSet(limits("2Gi"), limits("1Gi")))
        .containsExactly(
            "refused-to-tenants: LimitRange/web/tenant allows less: Container max memory 1Gi, before 2Gi");
    assertThat(DangerCase.inSet(limits("1Gi"), limits("2Gi"))).isEmpty();
  }

  private static String policy(String... expressions) {
    StringBuilder validations = new StringBuilder();
    for (String expression : expressions) {
      validations.append("{expression: ").append(expression).append("}, ");
    }
    return "- {apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingAdmissionPolicy, metadata: {name: sources}, spec: {failurePolicy: Fail, matchConstraints: {resources: [pods]}, validations: [%s]}}"
        .formatted(validations);
  }

  private static String binding(String actions) {
    return "- {apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingAdmissionPolicyBinding, metadata: {name: sources}, spec: {policyName: sources, validationActions: [%s]}}"
        .formatted(actions);
  }

  private static String namespace(String metadata) {
    return "- {apiVersion: v1, kind: Namespace, metadata: {name: web, %s}}".formatted(metadata);
  }

  private static String allowlist(String sources, String signed) {
    return "- {apiVersion: v1, kind: ConfigMap, metadata: {name: allowlist, namespace: flux-system, labels: {fluxcd.controlplane.io/role: policy}}, data: {sources: %s, signed: %s}}"
        .formatted(sources, signed);
  }

  private static String network(String name, String spec) {
    return "- {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: %s, namespace: web}, spec: {%s}}\n"
        .formatted(name, spec);
  }

  private static String quota(String hard) {
    return "- {apiVersion: v1, kind: ResourceQuota, metadata: {name: tenant, namespace: web}, spec: {hard: {%s}}}"
        .formatted(hard);
  }

  private static String limits(String memory) {
    return "- {apiVersion: v1, kind: LimitRange, metadata: {name: tenant, namespace: web}, spec: {limits: [{type: Container, max: {memory: %s}}]}}"
        .formatted(memory);
  }
}
