package dev.flotilla.main.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChildEnvironmentTest {
  /** What a user or a workflow may have set; each is in the way or a secret to most programs. */
  private static final List<String> SECRETS =
      List.of(
          "TF_VAR_ghcr_auth_password",
          "TF_VAR_state_passphrase",
          "FLOTILLA_OLD_STATE_PASSPHRASE",
          "COSIGN_PASSWORD",
          "GITHUB_TOKEN",
          "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
          "AWS_SECRET_ACCESS_KEY",
          "GOOGLE_CREDENTIALS",
          "ARM_CLIENT_SECRET",
          "TF_HTTP_PASSWORD",
          "PGPASSWORD",
          "VAULT_TOKEN",
          "TF_TOKEN_registry_acme_example",
          "NODE_AUTH_TOKEN",
          "KUBE_TOKEN");

  /** What would send a program to another cluster, workspace or folder. */
  private static final List<String> REDIRECTING_VARIABLES =
      List.of(
          "KUBECONFIG",
          "KUBERNETES_MASTER",
          "KUBE_CONFIG_PATHS",
          "HELM_DRIVER",
          "HELM_KUBECONTEXT",
          "TF_WORKSPACE",
          "TF_DATA_DIR",
          "TF_CLI_ARGS_plan",
          "TF_LOG",
          "TF_LOG_PROVIDER",
          "TF_REATTACH_PROVIDERS");

  private static final List<String> COMMON_VARIABLES =
      List.of("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL");

  private static Map<String, String> all() {
    Map<String, String> all = new TreeMap<>();
    Stream.of(
            SECRETS,
            REDIRECTING_VARIABLES,
            COMMON_VARIABLES,
            List.of("HTTPS_PROXY", "SSL_CERT_FILE"))
        .flatMap(List::stream)
        .forEach(name -> all.put(name, "value of " + name));
    return all;
  }

  @Test
  void nodeJsGetsNoSecret() {
    assertThat(ChildEnvironment.NODE.of(all())).containsOnlyKeys(COMMON_VARIABLES);
  }

  @Test
  void gitGetsNoSecret() {
    assertThat(ChildEnvironment.GIT_CLIENT.of(all())).doesNotContainKeys(array(SECRETS));
  }

  @ParameterizedTest
  @EnumSource
  void onlyCosignGetsItsPassword(ChildEnvironment program) {
    assertThat(program.of(all()).containsKey("COSIGN_PASSWORD"))
        .isEqualTo(program == ChildEnvironment.SIGNER);
  }

  @ParameterizedTest
  @EnumSource
  void noProgramGetsAnotherClusterWorkspaceOrFolder(ChildEnvironment program) {
    assertThat(program.of(all()))
        .containsKeys(array(COMMON_VARIABLES))
        .doesNotContainKeys(array(REDIRECTING_VARIABLES));
  }

  @Test
  void openTofuGetsProxyAndAuthorityAndOnlyTheTokensOfProviderRegistries() {
    List<String> secrets = new ArrayList<>(SECRETS);
    secrets.remove("TF_TOKEN_registry_acme_example");

    assertThat(ChildEnvironment.ENGINE.of(all()))
        .containsKeys("HTTPS_PROXY", "SSL_CERT_FILE", "TF_TOKEN_registry_acme_example")
        .doesNotContainKeys(array(secrets));
  }

  @ParameterizedTest
  @CsvSource({
    "backend.s3, AWS_SECRET_ACCESS_KEY",
    "key_provider.aws_kms, AWS_SECRET_ACCESS_KEY",
    "exec.aws, AWS_SECRET_ACCESS_KEY",
    "backend.gcs, GOOGLE_CREDENTIALS",
    "exec.gke-gcloud-auth-plugin, GOOGLE_CREDENTIALS",
    "backend.azurerm, ARM_CLIENT_SECRET",
    "backend.http, TF_HTTP_PASSWORD",
    "backend.pg, PGPASSWORD",
    "key_provider.openbao, VAULT_TOKEN"
  })
  void eachNeedAddsWhatItReads(String need, String variable) {
    assertThat(ChildEnvironment.ENGINE.of(all())).doesNotContainKey(variable);
    assertThat(ChildEnvironment.ENGINE.of(all(), List.of(need)))
        .containsEntry(variable, "value of " + variable)
        .doesNotContainKey("TF_VAR_ghcr_auth_password");
  }

  @Test
  void anUnknownNeedAddsNothing() {
    assertThat(ChildEnvironment.ENGINE.of(all(), List.of("exec.my-login", "backend.local", "")))
        .isEqualTo(ChildEnvironment.ENGINE.of(all()));
  }

  @Test
  void declaredVariablesReachOnlyOpenTofuAndCredentialPlugins() {
    Map<String, String> own = all();
    own.put("FLOTILLA_PASS_VARIABLES", "GITHUB_TOKEN, VAULT_*,");

    for (ChildEnvironment program : ChildEnvironment.values()) {
      boolean declared =
          program == ChildEnvironment.ENGINE || program == ChildEnvironment.CREDENTIAL_PLUGIN;
      assertThat(program.of(own).containsKey("GITHUB_TOKEN")).isEqualTo(declared);
      assertThat(program.of(own).containsKey("VAULT_TOKEN")).isEqualTo(declared);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "MY-TOKEN", "A=b", "9", "A*B"})
  void refusesMalformedName(String declared) {
    Map<String, String> own = Map.of("FLOTILLA_PASS_VARIABLES", "GITHUB_TOKEN," + declared);

    assertThatThrownBy(() -> ChildEnvironment.ENGINE.of(own))
        .hasMessage(
            "FLOTILLA_PASS_VARIABLES must be names of variables separated by commas, such as 'MY_TOKEN,ACME_*', got '%s'; correct it"
                .formatted(declared));
  }

  /** OpenTofu's own list: {@code internal/backend/init/init.go}. */
  static Stream<String> backends() {
    return Stream.of(
        "azurerm", "consul", "cos", "gcs", "http", "kubernetes", "oss", "pg", "remote", "s3");
  }

  @ParameterizedTest
  @MethodSource("backends")
  void everyBackendThatReadsTheEnvironmentIsInTheTable(String type) {
    assertThat(Variables.neededBy(List.of("backend." + type))).isNotEmpty();
  }

  private static String[] array(List<String> names) {
    return names.toArray(String[]::new);
  }
}
