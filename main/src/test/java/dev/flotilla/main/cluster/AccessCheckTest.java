package dev.flotilla.main.cluster;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.main.report.SecretMask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is checked before a cluster is used. */
class AccessCheckTest {
  @TempDir Path folder;

  @Test
  void refusesAMissingKubeconfig() {
    assertThatThrownBy(() -> access("staging").check())
        .hasMessage(
            "the kubeconfig of cluster 'staging' must be a file, got '%s' from KUBECONFIG; set KUBECONFIG to the file with context 'staging'"
                .formatted(kubeconfig()));
  }

  @Test
  void refusesAKubeconfigThatIsNotYaml() throws IOException {
    Files.writeString(kubeconfig(), "{[");

    assertThatThrownBy(() -> access("staging").check())
        .hasMessage(
            "kubeconfig '%s' must be readable YAML, got a mistake in line 1; check it with 'kubectl config view'"
                .formatted(kubeconfig()));
  }

  @Test
  void refusesAMissingContextAlsoWhereAnotherIsCurrent() throws IOException {
    writeKubeconfig();

    assertThatThrownBy(() -> access("stagin").check())
        .hasMessage(
            "the kubeconfig of cluster 'staging', '%s', must have the cluster's context, got 'stagin'; name another with --context (did you mean 'staging'?)"
                .formatted(kubeconfig()));
    assertThatThrownBy(() -> access("elsewhere").check())
        .hasMessage(
            "the kubeconfig of cluster 'staging', '%s', must have the cluster's context, got 'elsewhere'; name another with --context (it has: current, staging)"
                .formatted(kubeconfig()));
    assertThatCode(() -> access("staging").check()).doesNotThrowAnyException();
  }

  @Test
  void refusesAKubeconfigWithoutContexts() throws IOException {
    Files.writeString(kubeconfig(), "apiVersion: v1\nkind: Config\n");

    assertThatThrownBy(() -> access("staging").check())
        .hasMessage(
            "the kubeconfig of cluster 'staging', '%s', must have the cluster's context, got 'staging'; name another with --context (it has: none)"
                .formatted(kubeconfig()));
  }

  @Test
  void reportsAServerThatDoesNotAnswer() throws IOException {
    writeKubeconfig();

    try (LiveCluster cluster = LiveCluster.connect(access("staging"), Map.of())) {
      assertThatThrownBy(() -> cluster.find(ResourceKinds.FLUX_INSTANCE, "flux"))
          .hasMessage(
              "cluster 'staging' at https://127.0.0.1:1 (context 'staging' of '%s') must be reachable, got 'connection refused'; start it, or check the network and the context"
                  .formatted(kubeconfig()));
    }
  }

  private void writeKubeconfig() throws IOException {
    Files.writeString(
        kubeconfig(),
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
        users: [{name: u, user: {token: secret}}]
        contexts:
        - {name: current, context: {cluster: c, user: u}}
        - {name: staging, context: {cluster: c, user: u}}
        current-context: current
        """);
  }

  private Path kubeconfig() {
    return folder.resolve("kubeconfig");
  }

  private ResolvedAccess access(String context) {
    KubeconfigPlace place =
        new KubeconfigPlace(
            List.of(kubeconfig()),
            "KUBECONFIG",
            "set KUBECONFIG to the file with context 'staging'");
    return new ResolvedAccess(
        "staging", place, context, folder.resolve("resolved"), false, new SecretMask());
  }
}
