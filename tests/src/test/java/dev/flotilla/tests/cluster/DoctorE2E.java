package dev.flotilla.tests.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.tests.harness.DeployedSandbox;
import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.project.Project;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("staging")
class DoctorE2E {
  private final Path folder = Project.emptyFolder("doctor");
  private final Sandbox sandbox;
  private final Program program;

  DoctorE2E(@InSandbox("staging") DeployedSandbox staging) {
    sandbox = staging.sandbox();
    program = Program.warm(folder).against(sandbox);
  }

  @Test
  void reportsTheProgramsAndClustersThatItFinds() {
    ProcessResult doctor = program.run("doctor", "staging").succeeded();

    assertThat(doctor.stdout().lines())
        .hasSize(4)
        .allMatch(line -> line.startsWith("ok"))
        .anyMatch(line -> line.contains("Node.js: "))
        .anyMatch(line -> line.contains("OpenTofu: 1."))
        .anyMatch(line -> line.contains("cluster 'staging': Kubernetes v1."));
  }

  @Test
  void reportsEverythingMissingAtOnceWithItsRemedy() {
    ProcessResult doctor =
        program
            .with("TERRAFORM_BINARY_NAME", "/no/tofu")
            .with("KUBECONFIG", "/no/kubeconfig")
            .run("doctor", "staging")
            .exited(1);

    assertThat(doctor.stdout().lines().filter(line -> line.startsWith("failed")))
        .containsExactly(
            "failed  OpenTofu: cannot start OpenTofu, got '/no/tofu'; install OpenTofu 1.12.4 or newer, or set TERRAFORM_BINARY_NAME to its path",
            "failed  cluster 'staging': the kubeconfig of cluster 'staging' must be a file, got '/no/kubeconfig' from KUBECONFIG; set KUBECONFIG to the file with context 'staging'");
  }

  @Test
  void commandThatPrintsAnEllipticCurveKeyLogsIn() throws IOException {
    Program exec = program.with("KUBECONFIG", kubeconfigWithCommand("./log-in").toString());
    assertThat(exec.run("doctor", "staging").exited(1).stdout())
        .contains(
            "failed  cluster 'staging': the command '%1$s/log-in', which fetches the credentials of user 'me' in kubeconfig '%1$s/kubeconfig', must exist; install it, or put it on the PATH\n"
                .formatted(folder));

    ObjectNode status = Sandbox.JSON.createObjectNode();
    Config client = sandbox.client().getConfiguration();
    status.put("clientCertificateData", decoded(client.getClientCertData()));
    status.put("clientKeyData", decoded(client.getClientKeyData()));
    Files.writeString(
        folder.resolve("credential.json"),
        Sandbox.JSON
            .createObjectNode()
            .put("kind", "ExecCredential")
            .put("apiVersion", "client.authentication.k8s.io/v1")
            .set("status", status)
            .toString());
    Project.executable(
        folder.resolve("log-in"),
        "#!/bin/sh\necho 'a new version is available' >&2\ncat %s/credential.json\n"
            .formatted(folder));

    assertThat(exec.run("doctor", "staging").succeeded().stdout())
        .contains("ok      cluster 'staging': Kubernetes v1.");
  }

  private Path kubeconfigWithCommand(String command) throws IOException {
    Config client = sandbox.client().getConfiguration();
    return Files.writeString(
        folder.resolve("kubeconfig"),
        """
        apiVersion: v1
        kind: Config
        clusters:
        - name: local
          cluster: {server: "%s", certificate-authority-data: %s}
        users:
        - name: me
          user:
            exec: {apiVersion: client.authentication.k8s.io/v1, command: %s, interactiveMode: Never}
        contexts:
        - name: staging
          context: {cluster: local, user: me}
        """
            .formatted(client.getMasterUrl(), client.getCaCertData(), command));
  }

  private static String decoded(String data) {
    return new String(Base64.getDecoder().decode(data), UTF_8);
  }
}
