package dev.flotilla.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.fleet.access.ClusterAccess;
import dev.flotilla.fleet.access.ExecCredential;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.stacks.fixture.Synth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointAccessTest {
  private static final String SERVER = "https://10.0.0.1:6443";
  private static final String AUTHORITY =
      "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
  private static final ExecCredential EXEC =
      ExecCredential.of("aws", "eks", "get-token", "--cluster-name", "prod");

  @Test
  void givesBothProvidersTheCommandThatFetchesCredentials() {
    JsonNode json = synth(EXEC);

    JsonNode kubernetes = json.at("/provider/kubernetes/0");
    JsonNode helm = json.at("/provider/helm/0/kubernetes");
    for (JsonNode provider : List.of(kubernetes, helm)) {
      assertThat(provider.get("host").textValue()).isEqualTo("https://10.0.0.1:6443");
      assertThat(provider.get("cluster_ca_certificate").textValue()).isEqualTo(AUTHORITY);
    }
    assertThat(kubernetes.at("/exec/0")).isEqualTo(helm.get("exec"));
    assertThat(helm.get("exec"))
        .hasToString(
            "{\"api_version\":\"client.authentication.k8s.io/v1\",\"args\":[\"eks\",\"get-token\",\"--cluster-name\",\"prod\"],\"command\":\"aws\",\"env\":{}}");
  }

  @Test
  void givesBothProvidersTheVersionThatTheCommandAnswersIn() {
    JsonNode json = synth(EXEC.withApiVersion(ExecCredential.V1BETA1));

    for (String exec :
        List.of("/provider/kubernetes/0/exec/0", "/provider/helm/0/kubernetes/exec")) {
      assertThat(json.at(exec).get("api_version").textValue())
          .as(exec)
          .isEqualTo("client.authentication.k8s.io/v1beta1");
    }
  }

  @Test
  void refusesAVersionThatNoClientKnows() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EXEC.withApiVersion("client.authentication.k8s.io/v1alpha1"))
        .withMessage(
            "the apiVersion of command 'aws' must be 'client.authentication.k8s.io/v1' or 'client.authentication.k8s.io/v1beta1', got 'client.authentication.k8s.io/v1alpha1'");
  }

  @Test
  void stackOfAKubeconfigHasNoVariables() {
    assertThat(synth(EXEC).get("variable").has("kubeconfig")).isFalse();
  }

  @Test
  void passesTextThatLooksLikeATemplateUnchanged() {
    ExecCredential exec = ExecCredential.of("get-${a}", "%{b}").withVariable("PROFILE", "${c}");

    assertThat(synth(exec).at("/provider/helm/0/kubernetes/exec"))
        .hasToString(
            "{\"api_version\":\"client.authentication.k8s.io/v1\",\"args\":[\"%%{b}\"],\"command\":\"get-$${a}\",\"env\":{\"PROFILE\":\"$${c}\"}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://10.0.0.1:6443", "10.0.0.1", "https:///path"})
  void refusesServerThatIsNotHttps(String server) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClusterAccess.endpoint(server, AUTHORITY, EXEC))
        .withMessage(
            "the API server must be an https URL such as 'https://10.0.0.1:6443', got '"
                + server
                + "'");
  }

  @Test
  void refusesAuthorityThatIsNotPem() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClusterAccess.endpoint(SERVER, "LS0tLS1C", EXEC))
        .withMessage(
            "the certificate authority of 'https://10.0.0.1:6443' must be PEM text, beginning with '-----BEGIN CERTIFICATE-----'");
  }

  @Test
  void refusesBlankCommand() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExecCredential.of(" "))
        .withMessage("the credentials of a cluster need a command such as 'aws', got ' '");
  }

  @Test
  void refusesAVariableThatTheCommandGetsAlready() {
    ExecCredential exec = EXEC.withVariable("AWS_PROFILE", "prod");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> exec.withVariable("AWS_PROFILE", "staging"))
        .withMessage(
            "a variable of command 'aws' must be set only once, got 'AWS_PROFILE' twice; remove one");
  }

  private static JsonNode synth(ExecCredential exec) {
    ClusterAccess access = ClusterAccess.endpoint(SERVER, AUTHORITY, exec);
    return Synth.json(Fleets.of(Fleets.prod().access(access).build()), "prod");
  }
}
