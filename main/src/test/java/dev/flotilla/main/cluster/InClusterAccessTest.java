package dev.flotilla.main.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flotilla.fleet.access.ClusterAccess;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.SecretMask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A runner in a pod of the cluster that it works on. */
class InClusterAccessTest {
  private static final Cluster STAGING =
      Cluster.workload("staging", Environment.STAGING).access(ClusterAccess.inCluster()).build();

  @TempDir Path folder;

  private final SecretMask secrets = new SecretMask();
  private final Map<String, String> environment = new TreeMap<>();
  private Path resolved;

  @BeforeEach
  void runInAPod() throws IOException {
    Path account = Files.createDirectory(folder.resolve("account"));
    Files.writeString(account.resolve("token"), "first-t0ken\n");
    Files.writeString(account.resolve("ca.crt"), "an authority");
    environment.put("KUBERNETES_SERVICE_HOST", "10.96.0.1");
    environment.put("KUBERNETES_SERVICE_PORT", "443");
    environment.put("FLOTILLA_SERVICE_ACCOUNT", account.toString());
    resolved = folder.resolve(".flotilla/kubeconfig/staging");
  }

  private ResolvedAccess access() {
    return ResolvedAccess.resolve(
        STAGING, Optional.empty(), environment, folder, folder.resolve(".flotilla"), secrets);
  }

  @Test
  void writesOneFileWithoutATokenForAllClients() throws IOException {
    assertThat(access().variables())
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
                server: https://10.96.0.1:443
                certificate-authority: %1$s/account/ca.crt
            users:
            - name: staging
              user:
                tokenFile: %1$s/account/token
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
  void readsATokenThatKubernetesHasRenewed() throws IOException {
    var login = access().connection().login(environment, secrets);

    assertThat(login.authorization()).containsEntry("Authorization", "Bearer first-t0ken");
    Files.writeString(folder.resolve("account/token"), "second-t0ken");
    assertThat(login.authorization()).containsEntry("Authorization", "Bearer second-t0ken");
    assertThat(secrets.mask("first-t0ken second-t0ken")).isEqualTo("(sensitive) (sensitive)");
  }

  @Test
  void ignoresKubeconfigAndContextOfTheEnvironment() {
    environment.put("KUBECONFIG", "/etc/kubeconfig");
    environment.put("TF_VAR_kubeconfig", "/etc/kubeconfig");
    environment.put("TF_VAR_kube_context", "other");

    assertThat(access().connection().server()).hasToString("https://10.96.0.1:443");
    assertThat(access().variables()).containsEntry("TF_VAR_kube_context", "staging");
  }

  @Test
  void takesAnIpv6Address() {
    environment.put("KUBERNETES_SERVICE_HOST", "fd00::1");

    assertThat(access().connection().server()).hasToString("https://[fd00::1]:443");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''        | ''     | ''",
        "''        | 443    | ''",
        "10.96.0.1 | ''     | 10.96.0.1:",
        "10.96.0.1 | x      | 10.96.0.1:x",
        "a/b       | 443    | a/b:443",
        "fd00::zz  | 443    | [fd00::zz]:443",
      })
  void refusesToWorkOutsideOfAPod(String host, String port, String got) {
    environment.put("KUBERNETES_SERVICE_HOST", host);
    environment.put("KUBERNETES_SERVICE_PORT", port);

    assertThatExceptionOfType(Failure.class)
        .isThrownBy(access()::check)
        .withMessage(
            "cluster 'staging' must be accessed from one of its own pods, which have its API server in KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT, got '%s'; run the command in one, or give the cluster another access in the fleet",
            got);
  }

  @ParameterizedTest
  @ValueSource(strings = {"token", "ca.crt"})
  void refusesAPodWithoutAServiceAccount(String file) throws IOException {
    Files.delete(folder.resolve("account").resolve(file));

    assertThatExceptionOfType(Failure.class)
        .isThrownBy(access()::check)
        .withMessage(
            "the pod that accesses cluster 'staging' must have a ServiceAccount, got no '%s'; mount its token (automountServiceAccountToken), or set FLOTILLA_SERVICE_ACCOUNT to its folder",
            folder.resolve("account").resolve(file));
  }

  @Test
  void defaultsToTheFolderThatKubernetesMounts() {
    environment.remove("FLOTILLA_SERVICE_ACCOUNT");

    assertThatExceptionOfType(Failure.class)
        .isThrownBy(access()::check)
        .withMessage(
            "the pod that accesses cluster 'staging' must have a ServiceAccount, got no '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt'; mount its token (automountServiceAccountToken), or set FLOTILLA_SERVICE_ACCOUNT to its folder");
  }
}
