package dev.flotilla.main.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.fleet.access.ClusterAccess;
import dev.flotilla.fleet.access.ExecCredential;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.main.report.SecretMask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolvedAccessTest {
  private static final Cluster STAGING = Cluster.workload("staging", Environment.STAGING).build();
  private static final Path FOLDER = Path.of("/project");
  private static final Path OWN = FOLDER.resolve(".flotilla");

  @Test
  void accessIsTheClustersOwnKubeconfigAndContext() {
    ResolvedAccess access = resolve(Map.of("HOME", "/home/me"));

    assertThat(access.files()).containsExactly(Path.of("/home/me/.kube/config"));
    assertThat(access.context()).isEqualTo("staging");
  }

  @Test
  void takesKubeconfigOfTheEnvironment() {
    assertThat(resolve(Map.of("KUBECONFIG", "/etc/kubeconfig")).files())
        .containsExactly(Path.of("/etc/kubeconfig"));
  }

  @Test
  void resolvesARelativePathInTheWorkingFolder() {
    assertThat(resolve(Map.of("KUBECONFIG", "target/kubeconfig")).files())
        .containsExactly(Path.of("/project/target/kubeconfig"));
  }

  @Test
  void prefersOpenTofusVariableToKubeconfig() {
    ResolvedAccess access = resolve(Map.of("KUBECONFIG", "/a:/b", "TF_VAR_kubeconfig", "/c"));

    assertThat(access.files()).containsExactly(Path.of("/c"));
  }

  @Test
  void prefersTheRequestedContextThenThatOfTheEnvironment() {
    Map<String, String> environment = Map.of("TF_VAR_kube_context", "environment");

    assertThat(resolve(environment).context()).isEqualTo("environment");
    assertThat(
            ResolvedAccess.resolve(
                    STAGING, Optional.of("asked"), environment, FOLDER, OWN, new SecretMask())
                .context())
        .isEqualTo("asked");
  }

  @Test
  void givesOpenTofuAContextThatIsAnArn(@TempDir Path folder) throws IOException {
    String arn = "arn:aws:eks:eu-central-1:123456789012:cluster/prod";
    Files.writeString(
        folder.resolve("kubeconfig"),
        """
        clusters: [{name: '%1$s', cluster: {server: 'https://127.0.0.1:1'}}]
        users: [{name: '%1$s', user: {token: t}}]
        contexts: [{name: '%1$s', context: {cluster: '%1$s', user: '%1$s'}}]
        """
            .formatted(arn));
    Cluster prod =
        Cluster.workload("prod", Environment.PRODUCTION)
            .access(ClusterAccess.kubeconfig("kubeconfig", arn))
            .build();
    ResolvedAccess access =
        ResolvedAccess.resolve(
            prod,
            Optional.empty(),
            Map.of(),
            folder,
            folder.resolve(".flotilla"),
            new SecretMask());

    assertThatCode(access::check).doesNotThrowAnyException();
    assertThat(access.variables()).containsEntry("TF_VAR_kube_context", arn);
    assertThat(Path.of(access.variables().get("TF_VAR_kubeconfig")))
        .content()
        .contains("current-context: " + arn);
  }

  @Test
  void readsEveryFileOfAListAsKubectlDoes() {
    assertThat(resolve(Map.of("KUBECONFIG", "/a::b")).files())
        .containsExactly(Path.of("/a"), Path.of("/project/b"));
  }

  @Test
  void writesOneFileForOpenTofuWithOnlyThisContext(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("ca.crt"), "");
    Files.writeString(
        folder.resolve("a"),
        """
        clusters:
        - {name: other, cluster: {server: "https://elsewhere"}}
        - {name: c, cluster: {server: "https://127.0.0.1:1", certificate-authority: ca.crt}}
        contexts: [{name: staging, context: {cluster: c, user: u}}]
        users: null
        """);
    Files.writeString(
        folder.resolve("b"),
        """
        clusters: [{name: c, cluster: {server: "https://second"}}]
        users: [{name: u, user: {token: "on", as: boss, as-groups: [a, b]}}]
        """);
    ResolvedAccess access =
        ResolvedAccess.resolve(
            STAGING,
            Optional.empty(),
            Map.of("KUBECONFIG", "a:missing:b"),
            folder,
            folder.resolve(".flotilla"),
            new SecretMask());
    Path resolved = folder.resolve(".flotilla/kubeconfig/staging");

    assertThat(access.variables())
        .isEqualTo(
            Map.of("TF_VAR_kubeconfig", resolved.toString(), "TF_VAR_kube_context", "staging"));
    assertThat(Files.getPosixFilePermissions(resolved))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(resolved)
        .hasContent(
            """
            apiVersion: v1
            kind: Config
            clusters:
            - name: staging
              cluster:
                server: https://127.0.0.1:1
                certificate-authority: %s/ca.crt
            users:
            - name: staging
              user:
                token: 'on'
                as: boss
                as-groups:
                - a
                - b
            contexts:
            - name: staging
              context:
                cluster: staging
                user: staging
            current-context: staging
            """
                .formatted(folder));
  }

  @Test
  void takesTheKubeconfigThatTheStackOfAKindClusterWrites() {
    Cluster local =
        Cluster.workload("local", Environment.STAGING).access(ClusterAccess.kind()).build();
    ResolvedAccess access =
        ResolvedAccess.resolve(local, Optional.empty(), Map.of(), FOLDER, OWN, new SecretMask());

    assertThat(access.files()).containsExactly(Path.of("/project/.flotilla/kind/local.kubeconfig"));
    assertThat(access.context()).isEqualTo("kind-local");
    assertThatThrownBy(access::check)
        .hasMessage(
            "the kubeconfig of cluster 'local' must be a file, got '/project/.flotilla/kind/local.kubeconfig' from the stack 'local-kind', which creates the cluster; run 'flotilla synth local', and 'tofu init' and 'tofu apply' in the output's folder stacks/local-kind");
  }

  @Test
  void writesAKubeconfigWithTheCommandOfAnEndpoint(@TempDir Path own) throws IOException {
    ClusterAccess endpoint =
        ClusterAccess.endpoint(
            "https://10.0.0.1:6443",
            "-----BEGIN CERTIFICATE-----",
            ExecCredential.of("aws", "eks", "get-token")
                .withVariable("AWS_PROFILE", "prod")
                .withApiVersion(ExecCredential.V1BETA1));
    Cluster prod = Cluster.workload("prod", Environment.PRODUCTION).access(endpoint).build();
    ResolvedAccess access =
        ResolvedAccess.resolve(prod, Optional.empty(), Map.of(), FOLDER, own, new SecretMask());

    assertThat(access.variables()).isEmpty();
    assertThatCode(access::check).doesNotThrowAnyException();
    assertThat(Files.readString(access.kubeconfig()))
        .isEqualTo(
            """
            apiVersion: v1
            kind: Config
            clusters:
            - name: prod
              cluster:
                server: https://10.0.0.1:6443
                certificate-authority-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t
            users:
            - name: prod
              user:
                exec:
                  apiVersion: client.authentication.k8s.io/v1beta1
                  command: aws
                  args:
                  - eks
                  - get-token
                  env:
                  - name: AWS_PROFILE
                    value: prod
                  interactiveMode: Never
            contexts:
            - name: prod
              context:
                cluster: prod
                user: prod
            current-context: prod
            """);
  }

  private ResolvedAccess resolve(Map<String, String> environment) {
    return ResolvedAccess.resolve(
        STAGING, Optional.empty(), environment, FOLDER, OWN, new SecretMask());
  }
}
