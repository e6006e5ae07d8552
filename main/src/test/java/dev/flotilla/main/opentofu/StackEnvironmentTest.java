package dev.flotilla.main.opentofu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackEnvironmentTest {
  @TempDir Path folder;

  private final Map<String, String> own = new TreeMap<>();
  private Path kubeconfig = Path.of("missing");

  @BeforeEach
  void setSomeVariables() {
    own.put("PATH", "/usr/bin");
    own.put("AWS_SECRET_ACCESS_KEY", "secret");
    own.put("TF_HTTP_PASSWORD", "secret");
    own.put("TF_VAR_ghcr_auth_password", "secret");
    own.put("TF_VAR_of_another_stack", "secret");
    kubeconfig = folder.resolve("kubeconfig");
  }

  @Test
  void takesTheVariablesThatTheStackDeclares() {
    assertThat(of("{'variable': {'ghcr_auth_password': {}, 'adopt': {}}}"))
        .containsEntry("TF_VAR_ghcr_auth_password", "secret")
        .doesNotContainKeys("TF_VAR_of_another_stack", "TF_VAR_adopt");
  }

  @Test
  void takesWhatBackendAndEncryptionNeed() {
    assertThat(of("{'terraform': {'backend': {'local': {}}}}"))
        .doesNotContainKeys("TF_HTTP_PASSWORD", "AWS_SECRET_ACCESS_KEY");
    assertThat(of("{'terraform': {'backend': {'http': {}}}}"))
        .containsKey("TF_HTTP_PASSWORD")
        .doesNotContainKey("AWS_SECRET_ACCESS_KEY");
    assertThat(of("{'terraform': {'encryption': {'key_provider': {'aws_kms': {'x': {}}}}}}"))
        .containsKey("AWS_SECRET_ACCESS_KEY");
  }

  @Test
  void takesWhatTheCommandOfAKubeconfigNeeds() throws IOException {
    assertThat(of("{}")).doesNotContainKey("AWS_SECRET_ACCESS_KEY");

    Files.writeString(kubeconfig, "users:\n- user:\n    exec:\n      command: /opt/bin/aws\n");
    assertThat(of("{}")).containsKey("AWS_SECRET_ACCESS_KEY");

    Files.writeString(kubeconfig, "{\"users\":[{\"user\":{\"exec\":{\"command\":\"aws\"}}}]}");
    assertThat(of("{}")).containsKey("AWS_SECRET_ACCESS_KEY");

    Files.writeString(kubeconfig, "users:\n- user:\n    exec: {command: my-login}\n");
    assertThat(of("{}")).doesNotContainKey("AWS_SECRET_ACCESS_KEY");
  }

  @Test
  void takesWhatTheCommandOfAProviderOrOfTheBackendsKubeconfigNeeds() throws IOException {
    assertThat(of("{'provider': {'kubernetes': [{'exec': [{'command': 'aws'}]}]}}"))
        .containsKey("AWS_SECRET_ACCESS_KEY");

    Files.writeString(folder.resolve("other"), "command: aws\n");
    own.put("HOME", folder.toString());
    assertThat(of("{'terraform': {'backend': {'kubernetes': {'config_path': '~/other'}}}}"))
        .containsKey("AWS_SECRET_ACCESS_KEY");
  }

  @Test
  void keepsTheLogsOfProvidersOutByDefault() {
    own.put("TF_LOG", "TRACE");
    own.put("TF_LOG_PROVIDER", "TRACE");
    own.put("TF_LOG_PATH", "/var/log/tofu");
    own.put("FLOTILLA_PASS_VARIABLES", "TF_LOG,TF_LOG_PROVIDER");

    assertThat(of("{}"))
        .containsEntry("TF_LOG_CORE", "TRACE")
        .containsEntry("TF_LOG_PROVIDER", "off")
        .containsEntry("TF_LOG_PATH", "/var/log/tofu")
        .doesNotContainKey("TF_LOG");

    own.put("TF_LOG_CORE", "WARN");
    assertThat(of("{}")).containsEntry("TF_LOG_CORE", "WARN");
  }

  @Test
  void logsProvidersWithTheVariableForThat() {
    own.put("FLOTILLA_LOG_PROVIDERS_WITH_SECRETS", "DEBUG");

    assertThat(of("{}")).containsEntry("TF_LOG", "DEBUG").containsEntry("TF_LOG_PROVIDER", "DEBUG");
  }

  private Map<String, String> of(String stack) {
    try {
      return new StackEnvironment(new ObjectMapper().readTree(stack.replace('\'', '"')))
          .of(own, kubeconfig);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
