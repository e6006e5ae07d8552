package dev.flotilla.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.flux.Flux;
import dev.flotilla.tests.harness.flux.TenantAccount;
import dev.flotilla.tests.harness.process.Waiting;
import dev.flotilla.tests.harness.project.Project;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A cluster whose own policies, as of Kyverno or Gatekeeper, want a label and limits everywhere.
 */
class PoliciesE2E {
  private static final List<String> POLICIES =
      List.of(
          policy(
              "labelled",
              "{apiGroups: ['', apps], apiVersions: [v1], operations: [CREATE, UPDATE], resources:"
                  + " [namespaces, deployments]}",
              "has(object.metadata.labels) && 'team' in object.metadata.labels",
              "whatever runs here must have the label team"),
          policy(
              "limited",
              "{apiGroups: [apps], apiVersions: [v1], operations: [CREATE, UPDATE], resources:"
                  + " [deployments]}",
              "object.spec.template.spec.containers.all(c, has(c.resources) &&"
                  + " has(c.resources.limits) && 'memory' in c.resources.limits)",
              "every container must have a memory limit"));

  private static final String BINDING =
      """
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicyBinding
      metadata: {name: %1$s}
      spec: {policyName: %1$s, validationActions: [Deny]}
      """;

  private final Path folder = Project.emptyFolder("policies");
  private final Sandbox sandbox;
  private final KubernetesClient client;

  PoliciesE2E(@InSandbox("policies") Sandbox sandbox) {
    this.sandbox = sandbox;
    this.client = sandbox.client();
  }

  private static String policy(String name, String rule, String expression, String message) {
    return """
    apiVersion: admissionregistration.k8s.io/v1
    kind: ValidatingAdmissionPolicy
    metadata: {name: %s}
    spec:
      matchConstraints: {resourceRules: [%s]}
      validations: [{expression: "%s", message: %s}]
    """
        .formatted(name, rule, expression, message);
  }

  @Test
  void fluxComesWithTheLabelsThatItIsGivenAndIsRefusedClearlyWithout() {
    POLICIES.forEach(policy -> client.resource(policy).create());
    client.resource(BINDING.formatted("labelled")).create();
    client.resource(BINDING.formatted("limited")).create();
    awaitPolicies();

    assertThat(program().run("deploy", "staging", "--flux-only").exited(1).stderr())
        .contains(
            "error: cluster 'staging': apply: kubernetes_namespace_v1.flux_system: ",
            "whatever runs here must have the label team");

    program("team=platform").run("deploy", "staging", "--flux-only").succeeded();

    assertThat(Flux.isReady(Flux.instance(client))).isTrue();
    assertPodOfTheClusterWorksOnIt();
  }

  /** With what Kubernetes gives to a pod: its API server's address, an authority, a token. */
  private void assertPodOfTheClusterWorksOnIt() {
    URI server = URI.create(sandbox.server());
    Path account = Project.emptyFolder("policies-account");
    Project.write(
        account.resolve("ca.crt"),
        new String(
            Base64.getDecoder().decode(client.getConfiguration().getCaCertData()),
            StandardCharsets.UTF_8));
    client
        .resource(
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: deployer}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
            subjects: [{kind: ServiceAccount, name: default, namespace: default}]
            """)
        .create();
    Program pod =
        program("team=platform", "pod=true")
            .with("FLOTILLA_SERVICE_ACCOUNT", account.toString())
            .with("KUBERNETES_SERVICE_HOST", server.getHost())
            .with("KUBERNETES_SERVICE_PORT", String.valueOf(server.getPort()))
            .with("KUBECONFIG", "/no/kubeconfig");

    assertThat(pod.run("diff", "staging", "--plane", "stacks", "--refresh").exited(1).stderr())
        .contains("must have a ServiceAccount, got no '" + account.resolve("token") + "'");

    Project.write(account.resolve("token"), TenantAccount.token(client, "default", "default"));
    pod.run("diff", "staging", "--plane", "stacks", "--refresh").succeeded();
    assertThat(pod.run("status", "staging", "--json").stdout()).contains("\"reached\" : true");
    pod.run("deploy", "staging", "--flux-only").succeeded();
  }

  /** An API server enforces a policy some time after it has got it. */
  private void awaitPolicies() {
    Waiting.await()
        .until(
            () -> {
              try {
                client
                    .resource("apiVersion: v1\nkind: Namespace\nmetadata: {name: probe}")
                    .dryRun(true)
                    .create();
                return false;
              } catch (KubernetesClientException e) {
                return e.getMessage().contains("the label team");
              }
            });
  }

  private Program program(String... properties) {
    return Program.ownFleet("LabelledFleet", folder, properties)
        .against(sandbox)
        .inContext("policies");
  }
}
