package dev.flotilla.constructs.flux;

import static dev.flotilla.constructs.flux.Fixtures.synth;

import dev.flotilla.constructs.SynthAssert;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.fixture.Bootstraps;
import dev.flotilla.fleet.flux.FluxBootstrapProps;
import dev.flotilla.fleet.source.OciSource;
import dev.flotilla.fleet.source.OciTag;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.SyncSource;
import dev.flotilla.fleet.source.Verification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CredentialSecretsTest {
  @Test
  void takesTheCredentialAsSensitiveAndEphemeralVariable() {
    synth(Bootstraps.props())
        .hasBlock("variable.ghcr_auth_password")
        .with("/type", "string")
        .with("/sensitive", true)
        .with("/ephemeral", true)
        .with("/description", "Password or token of flux at ghcr.io.");
  }

  @Test
  void demandsTheCredentialForAnApplyButNotForAPlan() {
    SynthAssert synth = synth(Bootstraps.props());

    synth.hasBlock("variable.ghcr_auth_password").with("/default", "");
    synth
        .hasBlock("kubernetes_namespace_v1.flux_system")
        .with(
            "/lifecycle/precondition",
            List.of(
                Map.of(
                    "condition",
                    "${!terraform.applying || var.ghcr_auth_password != \"\"}",
                    "error_message",
                    "an apply needs credential 'ghcr-auth'; set TF_VAR_ghcr_auth_password: Password or token of flux at ghcr.io.")));
  }

  @Test
  void demandsNothingWithoutCredentials() {
    OciSource open =
        SyncSource.oci(
            new OciUrl("oci://ghcr.io/acme/fleet"),
            new OciTag("latest"),
            "staging",
            Verification.none());

    synth(new FluxBootstrapProps(Bootstraps.instance(open), Bootstraps.OPERATOR))
        .hasBlock("kubernetes_namespace_v1.flux_system")
        .without("/lifecycle/precondition");
  }

  @Test
  void writesTheCredentialToWriteOnlyData() {
    synth(Bootstraps.props())
        .hasBlock("kubernetes_secret_v1.ghcr_auth")
        .with("/metadata/name", "ghcr-auth")
        .with("/metadata/namespace", "flux-system")
        .with(
            "/metadata/annotations",
            Map.of("flotilla.dev/owner", "oci://ghcr.io/acme/fleet clusters/staging"))
        .with("/type", "kubernetes.io/dockerconfigjson")
        .with("/data_wo", SecretData.of(Bootstraps.GHCR))
        .with("/data_wo_revision", 1)
        .with("/depends_on", List.of("kubernetes_namespace_v1.flux_system"))
        .without("/data");
  }

  @Test
  void sendsTheCredentialAgainAtAHigherRevision() {
    OciSource sync = Bootstraps.SYNC.withCredential(Bootstraps.GHCR.withRevision(2));

    synth(new FluxBootstrapProps(Bootstraps.instance(sync), Bootstraps.OPERATOR))
        .hasBlock("kubernetes_secret_v1.ghcr_auth")
        .with("/data_wo_revision", 2);
  }

  @Test
  void createsASecretAndItsVariablesForEachCredential() {
    List<Credential> others =
        List.of(
            Credential.opaque("sops-age", "identity.agekey", "backup"),
            Credential.gitBasic("1git.auth", "flux"));
    SynthAssert synth = synth(Bootstraps.props().withCredentials(others));

    synth
        .hasBlock("kubernetes_secret_v1.sops_age")
        .with(
            "/data_wo",
            Map.of(
                "identity.agekey",
                "${var.sops_age_identity_agekey}",
                "backup",
                "${var.sops_age_backup}"));
    synth.hasBlock("variable.sops_age_backup").with("/ephemeral", true).with("/sensitive", true);
    synth.hasBlock("variable.sops_age_identity_agekey").with("/ephemeral", true);
    synth
        .hasBlock("kubernetes_secret_v1._1git_auth")
        .with("/metadata/name", "1git.auth")
        .with("/lifecycle/destroy", false);
    synth.hasBlock("variable._1git_auth_password").with("/ephemeral", true);
    synth
        .hasBlock("helm_release.flux")
        .with(
            "/depends_on",
            List.of(
                "kubernetes_secret_v1.ghcr_auth",
                "kubernetes_secret_v1.sops_age",
                "kubernetes_secret_v1._1git_auth",
                "helm_release.flux_operator"));
  }

  @Test
  void takesASecretOfTheNameOfAnotherResource() {
    OciSource sync = Bootstraps.SYNC.withCredential(Credential.registry("flux", "ghcr.io", "me"));

    synth(new FluxBootstrapProps(Bootstraps.instance(sync), Bootstraps.OPERATOR))
        .hasBlock("kubernetes_secret_v1.flux")
        .with("/metadata/name", "flux");
  }
}
