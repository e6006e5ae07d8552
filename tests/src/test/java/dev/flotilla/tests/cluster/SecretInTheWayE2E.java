package dev.flotilla.tests.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.DeployedSandbox;
import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.SecretScan;
import dev.flotilla.tests.harness.flux.Flux;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.RunningProcess;
import dev.flotilla.tests.harness.process.StopSignal;
import dev.flotilla.tests.harness.process.Waiting;
import dev.flotilla.tests.harness.project.Project;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A detached cluster has a Secret that the next deploy replaces, and that deploy does not end. */
@Tag("staging")
class SecretInTheWayE2E {
  private static final String OLD_VALUE = "ghp_oL8eP3vXcA6sN1uYdW9h";
  private static final Map<String, String> LABELS = Map.of("team", "platform");

  /** Takes the Secret as it is on the cluster, and not the one that OpenTofu creates. */
  private static final String POLICY =
      """
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicy
      metadata: {name: secrets-have-a-team}
      spec:
        failurePolicy: Fail
        matchConstraints:
          resourceRules:
          - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [secrets]}
        validations:
        - expression: "object.type != 'kubernetes.io/dockerconfigjson' || has(object.metadata.labels) && 'team' in object.metadata.labels"
          message: a pull secret must have a team
      ---
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicyBinding
      metadata: {name: secrets-have-a-team}
      spec:
        policyName: secrets-have-a-team
        validationActions: [Deny]
      """;

  private final DeployedSandbox cluster;
  private final KubernetesClient client;
  private Map<String, String> before = Map.of();

  SecretInTheWayE2E(@InSandbox("staging") DeployedSandbox cluster) {
    this.cluster = cluster;
    this.client = cluster.sandbox().client();
  }

  @BeforeEach
  void detachAndLeaveASecretOfOurOwn() {
    before = deployments();
    cluster.program().run("destroy", "staging").succeeded();
    client.resource(secret()).delete();
    client.resource(oldSecret()).create();
  }

  @AfterEach
  void nextDeployReplacesTheSecretAndRestartsNothing() {
    cluster.program().run("deploy", "staging", "--flux-only").succeeded();
    cluster.program().run("diff", "staging", "--plane", "stacks", "--refresh").succeeded();

    assertThat(secret().getData()).isNotEqualTo(oldSecret().getData());
    assertThat(deployments()).isEqualTo(before);
  }

  @Test
  void secretInTheWayIsRestoredWhenTheApplyFails() {
    enforce(POLICY);
    ProcessResult deploy;
    try {
      deploy = cluster.program().run("deploy", "staging").exited(1);
    } finally {
      client.load(stream(POLICY)).delete();
      Waiting.await().until(this::takesAnySecret);
    }

    assertThat(deploy.stderr())
        .contains("staging: import: replacing the Secret ghcr-auth\n")
        .contains("staging: import: restored the Secret ghcr-auth\nerror: cluster 'staging': ")
        .contains("a pull secret must have a team");
    assertIsAsItWas();
    SecretScan scan = new SecretScan(OLD_VALUE);
    scan.isNotIn("the output", deploy.output());
    scan.isNotInFilesOf(cluster.folder());
  }

  @Test
  void secretInTheWayIsRestoredWhenTheDeployIsInterrupted() throws IOException {
    String tofu = cluster.sandbox().environment().get("TERRAFORM_BINARY_NAME");
    Path applying = cluster.folder().resolve("applying");
    Path slow =
        Project.executable(
            cluster.folder().resolve("slow-tofu"),
            """
            #!/bin/sh
            [ "$1" != apply ] || { trap 'exit 1' TERM; : > %s; while :; do sleep 0.05; done; }
            exec %s "$@"
            """
                .formatted(applying, tofu));
    Program program = cluster.program().with("TERRAFORM_BINARY_NAME", slow.toString());

    try (RunningProcess deploy = program.start("deploy", "staging")) {
      deploy.awaitMoment(() -> Files.exists(applying));
      assertThat(hasSecret()).isFalse();
      StopSignal.KILL.send(deploy).succeeded();

      assertThat(deploy.await().exited(143).stderr())
          .endsWith(
              """
              staging: import: replacing the Secret ghcr-auth
              staging: import: restored the Secret ghcr-auth
              error: cluster 'staging': interrupted; OpenTofu has stopped, run the command again
              """);
    }
    assertIsAsItWas();
  }

  private void enforce(String policy) {
    client.load(stream(policy)).create();
    Waiting.await().until(() -> !takesAnySecret());
  }

  private boolean takesAnySecret() {
    Secret plain = oldSecret();
    plain.getMetadata().setName("try");
    plain.getMetadata().setLabels(null);
    try {
      client.resource(plain).dryRun().create();
      return true;
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  private void assertIsAsItWas() {
    assertThat(secret().getData()).isEqualTo(oldSecret().getData());
    assertThat(secret().getType()).isEqualTo(oldSecret().getType());
    assertThat(secret().getMetadata().getLabels()).isEqualTo(LABELS);
  }

  private Map<String, String> deployments() {
    Map<String, String> fingerprints = Flux.fingerprints(client);
    fingerprints.keySet().removeIf(name -> !name.startsWith("Deployment/"));
    return fingerprints;
  }

  private boolean hasSecret() {
    return client.secrets().inNamespace(Flux.NAMESPACE).withName("ghcr-auth").get() != null;
  }

  private Secret secret() {
    return client.secrets().inNamespace(Flux.NAMESPACE).withName("ghcr-auth").require();
  }

  private static Secret oldSecret() {
    String config = "{\"auths\": {\"ghcr.io\": {\"password\": \"" + OLD_VALUE + "\"}}}";
    return new SecretBuilder()
        .withNewMetadata()
        .withNamespace(Flux.NAMESPACE)
        .withName("ghcr-auth")
        .withLabels(LABELS)
        .endMetadata()
        .withType("kubernetes.io/dockerconfigjson")
        .addToData(".dockerconfigjson", Base64.getEncoder().encodeToString(config.getBytes(UTF_8)))
        .build();
  }

  private static ByteArrayInputStream stream(String yaml) {
    return new ByteArrayInputStream(yaml.getBytes(UTF_8));
  }
}
