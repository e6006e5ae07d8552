package dev.flotilla.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.fleet.access.ClusterAccess;
import dev.flotilla.fleet.access.ExecCredential;
import dev.flotilla.fleet.access.KubeconfigAccess;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.state.Encryption;
import dev.flotilla.fleet.state.State;
import dev.flotilla.stacks.fixture.Synth;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterStackTest {
  @Nested
  class Access {
    @Test
    void givesBothProvidersTheVariablesWithTheClustersDefaults() {
      JsonNode json = synth(Fleets.prod().access(ClusterAccess.kubeconfig("/kube", "admin@prod")));

      assertThat(json.at("/variable/kubeconfig/default").textValue()).isEqualTo("/kube");
      assertThat(json.at("/variable/kube_context/default").textValue()).isEqualTo("admin@prod");
      for (String access : new String[] {"/kubernetes/0", "/helm/0/kubernetes"}) {
        assertThat(json.at("/provider" + access + "/config_path").textValue())
            .isEqualTo("${var.kubeconfig}");
        assertThat(json.at("/provider" + access + "/config_context").textValue())
            .isEqualTo("${var.kube_context}");
      }
    }

    /** OpenTofu freezes any other variable in a saved plan, which then works on one machine. */
    @Test
    void keepsFileAndContextOutOfASavedPlan() {
      JsonNode json = synth(Fleets.prod());

      assertThat(json.at("/variable/kubeconfig/ephemeral").booleanValue()).isTrue();
      assertThat(json.at("/variable/kube_context/ephemeral").booleanValue()).isTrue();
      assertThat(json.at("/variable/adopt").has("ephemeral")).isFalse();
    }

    @Test
    void passesTextThatLooksLikeATemplateUnchanged() {
      JsonNode json = synth(Fleets.prod().access(ClusterAccess.kubeconfig("/${a}", "%{b}")));

      assertThat(json.at("/variable/kubeconfig/default").textValue()).isEqualTo("/$${a}");
      assertThat(json.at("/variable/kube_context/default").textValue()).isEqualTo("%%{b}");
    }

    @Test
    void everyKindGivesBothProvidersAWayToTheCluster() {
      List<ClusterAccess> kinds =
          List.of(
              ClusterAccess.kubeconfig("/kube", "admin@prod"),
              ClusterAccess.endpoint(
                  "https://10.0.0.1:6443",
                  "-----BEGIN CERTIFICATE-----\n",
                  ExecCredential.of("aws", "eks", "get-token")),
              ClusterAccess.inCluster(),
              ClusterAccess.kind());

      assertThat(kinds.stream().<Class<?>>map(ClusterAccess::getClass))
          .containsExactlyInAnyOrder(ClusterAccess.class.getPermittedSubclasses());
      for (ClusterAccess kind : kinds) {
        JsonNode json = synth(Fleets.prod().access(kind));
        assertThat(json.at("/provider/kubernetes/0")).as(kind.description()).isNotEmpty();
        assertThat(json.at("/provider/helm/0/kubernetes")).as(kind.description()).isNotEmpty();
      }
    }

    @Test
    void refusesBlankPath() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ClusterAccess.kubeconfig(" ", "prod"))
          .withMessage("a kubeconfig needs a path such as '~/.kube/config', got ' '");
    }

    @Test
    void refusesBlankContext() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ClusterAccess.kubeconfig("~/.kube/config", ""))
          .withMessage(
              "a kubeconfig context must be named, got ''; list them with 'kubectl config get-contexts'");
    }
  }

  @Nested
  class States {
    @Test
    void localIsBesideTheOutput() {
      assertThat(synth(Fleets.prod()).at("/terraform/backend"))
          .hasToString("{\"local\":{\"path\":\"../../../.flotilla/state/prod.tfstate\"}}");
    }

    @Test
    void s3IsEncryptedAndLockedByAFile() {
      JsonNode json = synth(Fleets.prod().state(State.s3("acme-states", "eu-central-1")));

      assertThat(json.at("/terraform/backend"))
          .hasToString(
              "{\"s3\":{\"bucket\":\"acme-states\",\"encrypt\":true,\"key\":\"flotilla/prod.tfstate\",\"region\":\"eu-central-1\",\"use_lockfile\":true}}");
    }

    @Test
    void kubernetesIsASecretOfTheNamedCluster() {
      KubeconfigAccess hub = ClusterAccess.kubeconfig("/${a}", "hub");
      JsonNode json = synth(Fleets.prod().state(State.kubernetes(hub, "states")));

      assertThat(json.at("/terraform/backend"))
          .hasToString(
              "{\"kubernetes\":{\"config_context\":\"hub\",\"config_path\":\"/$${a}\",\"namespace\":\"states\",\"secret_suffix\":\"prod\"}}");
    }

    @Test
    void aPodUsesTheKubeconfigThatTheProgramWrites() {
      JsonNode json = synth(Fleets.prod().access(ClusterAccess.inCluster()));

      assertThat(json.at("/variable/kubeconfig/default").textValue())
          .isEqualTo("../../../.flotilla/kubeconfig/prod");
      assertThat(json.at("/variable/kube_context/default").textValue()).isEqualTo("prod");
      assertThat(json.at("/provider/kubernetes/0"))
          .hasToString(
              "{\"config_context\":\"${var.kube_context}\",\"config_path\":\"${var.kubeconfig}\"}");
    }

    @Test
    void everyKindIsABackend() {
      List<State> kinds =
          List.of(
              State.local(),
              State.s3("acme-states", "eu-central-1"),
              State.kubernetes(ClusterAccess.kubeconfig("/kube", "hub"), "states"),
              State.gcs("acme-states"));

      assertThat(kinds.stream().<Class<?>>map(State::getClass))
          .containsExactlyInAnyOrder(State.class.getPermittedSubclasses());
      for (State kind : kinds) {
        assertThat(synth(Fleets.prod().state(kind)).at("/terraform/backend/" + kind.type()))
            .as(kind.type())
            .isNotEmpty();
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "Acme", "acme_states", "-acme"})
    void refusesMalformedBucket(String bucket) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> State.s3(bucket, "eu-central-1"))
          .withMessage(
              "the state bucket must have 3 to 63 lower-case letters, digits, '-' or '.', got '"
                  + bucket
                  + "'");
    }

    @Test
    void refusesMalformedRegion() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> State.s3("acme-states", "EU"))
          .withMessage(
              "the region of the state bucket must be one such as 'eu-central-1', got 'EU'");
    }

    @Test
    void refusesMalformedNamespace() {
      KubeconfigAccess hub = ClusterAccess.kubeconfig("/kube", "hub");

      assertThatIllegalArgumentException()
          .isThrownBy(() -> State.kubernetes(hub, "my.states"))
          .withMessage(
              "the namespace of the states must be an RFC 1123 label (lower-case letters, digits, '-', at most 63 characters), got 'my.states'");
    }
  }

  @Nested
  class Encryptions {
    @Test
    void stackWithoutEncryptionHasNoBlockForIt() {
      assertThat(synth(Fleets.prod()).at("/terraform").has("encryption")).isFalse();
    }

    @Test
    void passphraseIsASensitiveVariableWithoutDefault() {
      JsonNode json = synth(Fleets.prod().encryption(Encryption.passphrase()));

      assertThat(json.at("/variable/state_passphrase/sensitive").booleanValue()).isTrue();
      assertThat(json.at("/variable/state_passphrase").has("default")).isFalse();
      assertThat(json.at("/terraform/encryption/key_provider"))
          .hasToString("{\"pbkdf2\":{\"flotilla\":{\"passphrase\":\"${var.state_passphrase}\"}}}");
    }

    @Test
    void awsKmsIsTheNamedKey() {
      JsonNode json =
          synth(Fleets.prod().encryption(Encryption.awsKms("alias/${a}", "eu-central-1")));

      assertThat(json.at("/terraform/encryption/key_provider"))
          .hasToString(
              "{\"aws_kms\":{\"flotilla\":{\"key_spec\":\"AES_256\",\"kms_key_id\":\"alias/$${a}\",\"region\":\"eu-central-1\"}}}");
    }

    @Test
    void encryptionIsEnforcedForStateAndPlan() {
      JsonNode encryption =
          synth(Fleets.prod().encryption(Encryption.passphrase())).at("/terraform/encryption");

      for (String part : new String[] {"state", "plan"}) {
        assertThat(encryption.at("/" + part + "/enforced").booleanValue()).isTrue();
        assertThat(encryption.at("/" + part + "/method").textValue())
            .isEqualTo("method.aes_gcm.flotilla");
      }
      assertThat(encryption.at("/method"))
          .hasToString(
              "{\"aes_gcm\":{\"flotilla\":{\"keys\":\"${key_provider.pbkdf2.flotilla}\"}}}");
    }

    @ParameterizedTest
    @CsvSource({"'', eu-central-1", "alias/a, ''"})
    void refusesKmsWithoutKeyOrRegion(String key, String region) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Encryption.awsKms(key, region))
          .withMessage(
              "AWS KMS needs a key and a region, got '" + key + "' in '" + region + "'; set both");
    }
  }

  /** Plans of OpenTofu on them are in the black-box tests. */
  @Nested
  class Check {
    @Test
    void warnsWithWhatStandsBesideTheStack() {
      JsonNode json = synth(Fleets.prod());

      assertThat(json.at("/locals/fleet_changes").textValue())
          .isEqualTo(
              "${fileexists(\"${path.module}/flotilla.changes.txt\") ? trimspace(file(\"${path.module}/flotilla.changes.txt\")) : \"\"}");
      assertThat(json.at("/check/fleet_changes/assert"))
          .hasToString(
              "{\"condition\":\"${local.fleet_changes == \\\"\\\"}\",\"error_message\":\"${local.fleet_changes}\"}");
    }
  }

  @Nested
  class Output {
    /** Values that Flux owns are ignored in a plan, so an output with its own text would change. */
    @Test
    void reportsTheSyncOfTheFluxInstanceAsItIsApplied() {
      assertThat(synth(Fleets.prod()).get("output"))
          .hasToString(
              "{\"flux\":{\"value\":{\"instance\":\"flux\",\"namespace\":\"flux-system\",\"sync\":\"${yamldecode(helm_release.flux.values[0]).object.spec.sync}\"}}}");
    }
  }

  private static JsonNode synth(Cluster.Builder cluster) {
    return Synth.json(Fleets.of(cluster.build()), "prod");
  }
}
