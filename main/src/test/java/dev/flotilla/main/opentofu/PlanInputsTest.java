package dev.flotilla.main.opentofu;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanInputsTest {
  private static final String ENCRYPTED =
      "{'terraform':{'encryption':{'plan':{'method':'method.%s.flotilla'}}},'variable':{'key':{'sensitive':true}}}";

  @TempDir Path folder;

  @Test
  void variablesThatAPlanFreezesAreThoseThatTheEnvironmentSets() {
    PlanInputs inputs =
        inputs(
            "{'variable':{'region':{},'zone':{},'kubeconfig':{'ephemeral':true},'key':{'sensitive':true}}}",
            Map.of(
                "TF_VAR_region", "eu",
                "TF_VAR_kubeconfig", "/kube",
                "TF_VAR_key", "s3cr3t",
                "TF_VAR_other", "x"));

    assertThat(inputs.variables()).containsExactly(Map.entry("TF_VAR_region", "eu"));
  }

  @Test
  void filesOfOpenTofuAndTheProgramAreNoConfiguration() {
    assertThat(PlanInputs.isConfiguration("cdk.tf.json")).isTrue();
    assertThat(PlanInputs.isConfiguration("assets/a/flotilla.yaml")).isTrue();
    assertThat(PlanInputs.isConfiguration("more.tf")).isTrue();
    assertThat(PlanInputs.isConfiguration("flotilla.log")).isFalse();
    assertThat(PlanInputs.isConfiguration(".terraform/providers/x")).isFalse();
    assertThat(PlanInputs.isConfiguration(".terraform.lock.hcl")).isFalse();
  }

  @Test
  void providersAreThoseOfThePlanUnlessTheFolderHasOthers() {
    PlanInputs inputs = inputs("{}", Map.of());

    inputs.lockIfUnlocked("planned".getBytes(UTF_8));
    inputs.lockIfUnlocked("other".getBytes(UTF_8));

    assertThat(inputs.lock()).isEqualTo("planned".getBytes(UTF_8));
  }

  @Test
  void refusesACredentialOfTheBackendWhichWouldBeInThePlan() throws IOException {
    backend("http", "{'address':'https://states.example','username':'ann'}");
    inputs("{}", Map.of()).requireNoSecrets();

    backend("http", "{'address':'https://states.example','password':'s3cr3t'}");
    assertThatThrownBy(() -> inputs("{}", Map.of()).requireNoSecrets())
        .isInstanceOf(Failure.class)
        .hasMessage(
            "the backend of cluster 'staging' must be configured without a credential, because a saved plan has it, got 'password'; set it in the environment");

    backend("s3", "{'assume_role_with_web_identity':{'web_identity_token':'s3cr3t'}}");
    assertThatThrownBy(() -> inputs("{}", Map.of()).requireNoSecrets())
        .hasMessageContaining("got 'assume_role_with_web_identity.web_identity_token'");
  }

  @Test
  void refusesASensitiveVariableThatAnUnencryptedPlanWouldHave() throws IOException {
    backend("local", "{}");
    inputs("{'variable':{'key':{'sensitive':true,'ephemeral':true}}}", Map.of()).requireNoSecrets();
    inputs(ENCRYPTED.formatted("aes_gcm"), Map.of()).requireNoSecrets();

    for (String stack :
        new String[] {
          "{'variable':{'key':{'sensitive':true}}}", ENCRYPTED.formatted("unencrypted")
        }) {
      assertThatThrownBy(() -> inputs(stack, Map.of()).requireNoSecrets())
          .isInstanceOf(Failure.class)
          .hasMessage(
              "a sensitive variable of cluster 'staging' must be ephemeral, because a saved plan has the value of any other, got 'key'; set 'ephemeral', or encrypt plans");
    }
  }

  /** As OpenTofu notes it in the folder. */
  private void backend(String type, String config) throws IOException {
    Files.createDirectories(folder.resolve(".terraform"));
    Files.writeString(
        folder.resolve(".terraform/terraform.tfstate"),
        "{'backend':{'type':'%s','config':%s}}".formatted(type, config).replace('\'', '"'));
  }

  private PlanInputs inputs(String stack, Map<String, String> environment) {
    try {
      return new PlanInputs(
          "staging", folder, new ObjectMapper().readTree(stack.replace('\'', '"')), environment);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
