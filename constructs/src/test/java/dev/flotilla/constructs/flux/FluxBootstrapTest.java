package dev.flotilla.constructs.flux;

import static dev.flotilla.constructs.flux.Fixtures.synth;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.hashicorp.cdktf.TerraformStack;
import dev.flotilla.constructs.SynthAssert;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.fixture.Bootstraps;
import dev.flotilla.fleet.flux.Distribution;
import dev.flotilla.fleet.flux.FluxBootstrapProps;
import dev.flotilla.fleet.flux.FluxInstance;
import dev.flotilla.fleet.flux.FluxSettings;
import dev.flotilla.fleet.flux.OperatorChart;
import dev.flotilla.fleet.flux.Patch;
import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.fleet.kubernetes.Yaml;
import dev.flotilla.fleet.source.OciSource;
import dev.flotilla.fleet.source.Verification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.constructs.IConstruct;

class FluxBootstrapTest {
  private static final String OWNER = "oci://ghcr.io/acme/fleet clusters/staging";

  private static final String CHART = "assets/FluxBootstrap_UntilAdopted_164BBB10/1.0.0";

  @Test
  void fluxBootstrapIsFourResourcesADataSourceAndTwoVariables() {
    synth(Bootstraps.props())
        .hasExactlyBlocks(
            "data.helm_template.flux_operator",
            "helm_release.flux",
            "helm_release.flux_operator",
            "kubernetes_namespace_v1.flux_system",
            "kubernetes_secret_v1.ghcr_auth",
            "variable.adopt",
            "variable.ghcr_auth_password");
  }

  @Test
  void fluxBootstrapHasShortAndStableIds() {
    TerraformStack stack = Fixtures.stack();
    new FluxBootstrap(stack, "FluxBootstrap", Bootstraps.props());

    assertThat(stack.getNode().findAll().stream().map(IConstruct::getNode).map(n -> n.getPath()))
        .containsExactly(
            "test",
            "test/kubernetes",
            "test/helm",
            "test/FluxBootstrap",
            "test/FluxBootstrap/Namespace",
            "test/FluxBootstrap/ghcr-auth",
            "test/FluxBootstrap/UntilAdopted",
            "test/FluxBootstrap/OperatorManifest",
            "test/FluxBootstrap/Operator",
            "test/FluxBootstrap/Instance",
            "test/adopt",
            "test/ghcr_auth_password");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kubernetes_namespace_v1.flux_system",
        "kubernetes_secret_v1.ghcr_auth",
        "helm_release.flux_operator",
        "helm_release.flux"
      })
  void fluxBootstrapIsForgottenAndNotDeletedByDestroy(String address) {
    synth(Bootstraps.props()).hasBlock(address).with("/lifecycle/destroy", false);
  }

  @Test
  void createsTheNamespaceAndLeavesItsLabelsToOthers() {
    synth(Bootstraps.props())
        .hasBlock("kubernetes_namespace_v1.flux_system")
        .with("/metadata/name", "flux-system")
        .with(
            "/lifecycle/ignore_changes", List.of("metadata[0].labels", "metadata[0].annotations"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"kubernetes_namespace_v1.flux_system", "kubernetes_secret_v1.ghcr_auth"})
  void marksItsObjectsWithTheirFleet(String address) {
    synth(Bootstraps.props())
        .hasBlock(address)
        .with("/metadata/annotations", Map.of("flotilla.dev/owner", OWNER));
  }

  @Test
  void importsTheNamespaceWhenAskedToAdopt() {
    SynthAssert synth = synth(Bootstraps.props());

    synth.hasBlock("variable.adopt").with("/type", "bool").with("/default", false);
    synth
        .document()
        .with(
            "/import",
            List.of(
                Map.of(
                    "for_each",
                    "${var.adopt ? toset([\"flux-system\"]) : toset([])}",
                    "to",
                    "kubernetes_namespace_v1.flux_system",
                    "id",
                    "${each.value}")));
  }

  @Test
  void rendersTheOfficialChartWithoutAskingTheCluster() {
    synth(Bootstraps.props())
        .hasBlock("data.helm_template.flux_operator")
        .with("/name", "flux-operator")
        .with("/namespace", "flux-system")
        .with("/repository", "oci://ghcr.io/acme/charts")
        .with("/chart", "flux-operator")
        .with("/version", "0.59.0")
        .with("/kube_version", "1.33.0")
        .with(
            "/values",
            List.of("multitenancy:\n  enabled: true\n  defaultServiceAccount: flux-operator\n"));
  }

  @Test
  void appliesTheOperatorUntilItIsAdopted() {
    synth(Bootstraps.props())
        .hasBlock("helm_release.flux_operator")
        .with("/name", "flux-operator-bootstrap")
        .with("/namespace", "flux-system")
        .with("/chart", CHART)
        .with("/version", "1.0.0")
        .with("/upgrade_install", true)
        .with("/take_ownership", true)
        .with("/wait", true)
        .with(
            "/values",
            List.of(
                "shown:\n  chart: oci://ghcr.io/acme/charts/flux-operator\n  version: 0.59.0\n",
                "${sensitive(yamlencode({manifest = data.helm_template.flux_operator.manifest}))}"))
        .with("/depends_on", List.of("kubernetes_namespace_v1.flux_system"));
  }

  @Test
  void appliesTheInstanceUntilItIsAdopted() {
    synth(Bootstraps.props())
        .hasBlock("helm_release.flux")
        .with("/name", "flux-bootstrap")
        .with("/namespace", "flux-system")
        .with("/chart", CHART)
        .with("/version", "1.0.0")
        .with("/upgrade_install", true)
        .with("/take_ownership", true)
        .with("/wait", true)
        .with(
            "/values",
            List.of(
                Yaml.write(
                    Map.of("object", Bootstraps.instance(Bootstraps.SYNC).toObject().toMap()))))
        .with(
            "/depends_on", List.of("kubernetes_secret_v1.ghcr_auth", "helm_release.flux_operator"));
  }

  @Test
  void appliesThePublicKeyOfTheSyncWithTheInstance() {
    ObjectMetadata metadata = ObjectMetadata.NONE.withLabel("team", "web");
    OciSource signed = Bootstraps.SYNC.withVerification(Verification.publicKey(Bootstraps.KEY));

    assertThat(
            synth(Bootstraps.props(signed, FluxSettings.builder().metadata(metadata)))
                .hasBlock("helm_release.flux")
                .text("/values/1"))
        .isEqualTo(
            """
            manifest: |
              apiVersion: v1
              kind: Secret
              metadata:
                name: cosign-key
                namespace: flux-system
                labels:
                  team: web
              type: Opaque
              stringData:
                cosign.pub: |
                  -----BEGIN PUBLIC KEY-----
                  MFkw
                  -----END PUBLIC KEY-----
            """);
  }

  @Test
  void putsMetadataOnEverythingFromTheStart() {
    ObjectMetadata metadata =
        ObjectMetadata.NONE.withLabel("team", "web").withAnnotation("owner", "me");
    SynthAssert synth =
        synth(Bootstraps.props(Bootstraps.SYNC, FluxSettings.builder().metadata(metadata)));

    for (String address :
        List.of("kubernetes_namespace_v1.flux_system", "kubernetes_secret_v1.ghcr_auth")) {
      synth
          .hasBlock(address)
          .with("/metadata/labels", Map.of("team", "web"))
          .with("/metadata/annotations", Map.of("owner", "me", FluxBootstrapProps.OWNER, OWNER));
    }
    assertThat(synth.hasBlock("data.helm_template.flux_operator").text("/values/0"))
        .endsWith("commonLabels:\n  team: web\ncommonAnnotations:\n  owner: me\n");
    assertThat(synth.hasBlock("helm_release.flux").text("/values/0"))
        .contains("commonMetadata:\n      labels:\n        team: web\n");
  }

  @Test
  void passesTextThatLooksLikeATemplateUnchanged() {
    Patch patch =
        Patch.add(Patch.Target.all(Patch.Kind.DEPLOYMENT), "/metadata/labels/a", "${b} %{c}");
    FluxInstance instance =
        new FluxInstance(
            Distribution.of("2.x", "ghcr.io/fluxcd"),
            Bootstraps.SYNC.withCredential(Credential.registry("auth", "ghcr.io", "a${b}")),
            FluxSettings.builder().addPatch(patch).build());
    OperatorChart operator = Bootstraps.OPERATOR.withValues(Map.of("logLevel", "${b} %{c}"));
    SynthAssert synth = synth(new FluxBootstrapProps(instance, operator));

    assertThat(synth.hasBlock("helm_release.flux").text("/values/0"))
        .contains("value: $${b} %%{c}\n");
    assertThat(synth.hasBlock("data.helm_template.flux_operator").text("/values/0"))
        .endsWith("logLevel: $${b} %%{c}\n");
    assertThat(synth.hasBlock("kubernetes_secret_v1.auth").text("/data_wo/.dockerconfigjson"))
        .contains("username = \"a$${b}\"");
    synth
        .hasBlock("variable.auth_password")
        .with("/description", "Password or token of a$${b} at ghcr.io.");
  }

  @Test
  void refusesASecondBootstrapInAStack() {
    TerraformStack stack = Fixtures.stack();
    new FluxBootstrap(stack, "FluxBootstrap", Bootstraps.props());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FluxBootstrap(stack, "Second", Bootstraps.props()))
        .withMessage(
            "a stack must have one FluxBootstrap, got a second, 'test/Second'; give each cluster a stack");
  }
}
