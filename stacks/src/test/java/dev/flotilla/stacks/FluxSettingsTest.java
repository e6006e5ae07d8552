package dev.flotilla.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.flux.Distribution;
import dev.flotilla.fleet.flux.Egress;
import dev.flotilla.fleet.flux.FluxController;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.flux.FluxSettings;
import dev.flotilla.fleet.flux.InstanceCluster;
import dev.flotilla.fleet.flux.Patch;
import dev.flotilla.fleet.flux.Sharding;
import dev.flotilla.fleet.flux.Storage;
import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.fleet.resolve.ClusterResolver;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.stacks.fixture.Applied;
import dev.flotilla.stacks.fixture.Synth;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FluxSettingsTest {
  @Test
  void everySettingReachesTheClustersFlux() {
    Fleet fleet =
        fleet(
            FluxSettings.workload()
                .controllers(EnumSet.of(FluxController.SOURCE_CONTROLLER))
                .cluster(InstanceCluster.multitenant(InstanceCluster.Size.LARGE))
                .reportingInterval(Duration.ofMinutes(1))
                .storage(new Storage("fast", "10Gi"))
                .sharding(Sharding.persistent("a", "b"))
                .metadata(ObjectMetadata.NONE.withLabel("team", "web"))
                .addPatch(Patch.remove(Patch.Target.all(Patch.Kind.DEPLOYMENT), "/spec/replicas"))
                .build());

    Map<String, Object> spec = Applied.spec(fleet, "prod");

    assertThat(spec)
        .containsEntry("components", List.of("source-controller"))
        .containsEntry("storage", Map.of("class", "fast", "size", "10Gi"))
        .containsEntry("sharding", Map.of("shards", List.of("a", "b"), "storage", "persistent"));
    assertThat(spec.get("cluster")).asString().contains("size=large");
    assertThat(spec.get("distribution")).asString().contains("flux-operator-manifests:latest");
    assertThat(spec.get("commonMetadata")).asString().contains("team=web");
    assertThat(Applied.patches(spec)).hasSize(2);
    assertThat(Applied.operatorValues(fleet, "prod"))
        .containsEntry("reporting", Map.of("interval", "1m"))
        .containsEntry("commonLabels", Map.of("team", "web"));
    assertThat(
            Synth.json(fleet, "prod")
                .at("/resource/kubernetes_namespace_v1/flux_system/metadata/labels"))
        .hasToString("{\"team\":\"web\"}");
  }

  @Test
  void settingsSendTheOperatorThroughTheProxyBeforeAndAfterFluxOwnsIt(@TempDir Path output)
      throws IOException {
    String proxy = "http://proxy.acme.example:3128";
    Fleet fleet = fleet(FluxSettings.workload().egress(Egress.DIRECT.withProxy(proxy)).build());

    new FleetApp(fleet, FleetAppProps.of(output)).synth();

    assertThat(Applied.patches(Applied.spec(fleet, "prod"))).hasSize(3);
    assertThat(Applied.operatorValues(fleet, "prod")).containsKey("extraEnvs");
    assertThat(output.resolve("fleet/clusters/prod/flux-system/flux-operator-values.yaml"))
        .content()
        .contains("HTTPS_PROXY", proxy.toString());
  }

  @Test
  void settingsOfAutomationUseTheManifestsOfTheOperatorsImage() {
    assertThat(Applied.spec(fleet(FluxSettings.automation().build()), "prod"))
        .containsEntry("distribution", Map.of("version", "2.x", "registry", "ghcr.io/fluxcd"));
  }

  @Nested
  class Releases {
    private static final FluxRelease ENTERPRISE =
        new FluxRelease("2.x", "0.59.0")
            .withDistribution(
                Distribution.of("2.x", "ghcr.io/controlplaneio-fluxcd/distroless")
                    .withVariant(Distribution.Variant.ENTERPRISE_DISTROLESS)
                    .withCredential(
                        Credential.registry("flux-enterprise-auth", "ghcr.io", "flux")));

    @Test
    void releasesTakeAnotherDistributionWithItsCredential() {
      Fleet fleet = fleet(ENTERPRISE);

      assertThat(Applied.spec(fleet, "prod"))
          .containsEntry(
              "distribution",
              Map.of(
                  "version", "2.x",
                  "registry", "ghcr.io/controlplaneio-fluxcd/distroless",
                  "variant", "enterprise-distroless",
                  "imagePullSecret", "flux-enterprise-auth",
                  "artifactPullSecret", "flux-enterprise-auth"));
      assertThat(new ClusterResolver(fleet).resolve(fleet.clusters().get(0)).credentials())
          .extracting(Credential::secretName)
          .containsExactly("ghcr-auth", "flux-enterprise-auth");
    }

    @Test
    void releasesAreReachedThroughTheMirrorWithTheirCredential() {
      Fleet mirrored =
          fleet(ENTERPRISE).toBuilder()
              .mirror(Mirror.parse("ghcr.io=registry.acme.example"))
              .build();

      assertThat(Applied.spec(mirrored, "prod").get("distribution"))
          .asString()
          .contains("registry=registry.acme.example/controlplaneio-fluxcd/distroless");
      assertThat(new ClusterResolver(mirrored).resolve(mirrored.clusters().get(0)).credentials())
          .containsExactly(
              Credential.registry("ghcr-auth", "registry.acme.example", "flux"),
              Credential.registry("flux-enterprise-auth", "registry.acme.example", "flux"));
    }

    @Test
    void releasesTakeAnotherChartOfTheOperator() {
      FluxRelease release = new FluxRelease("2.x", "0.59.0");
      FluxRelease own =
          release.withOperator(
              release
                  .operator()
                  .withRepository(new OciUrl("oci://ghcr.io/acme/charts"))
                  .withImage(new OciUrl("oci://ghcr.io/acme/flux-operator"))
                  .withValues(Map.of("logLevel", "debug")));
      Fleet mirrored =
          fleet(own).toBuilder().mirror(Mirror.parse("ghcr.io=registry.acme.example")).build();

      JsonNode chart = Applied.operator(mirrored, "prod");

      assertThat(chart.get("repository").textValue())
          .isEqualTo("oci://registry.acme.example/acme/charts");
      assertThat(Applied.operatorValues(mirrored, "prod"))
          .containsEntry("image", Map.of("repository", "registry.acme.example/acme/flux-operator"))
          .containsEntry("logLevel", "debug");
    }

    private static Fleet fleet(FluxRelease release) {
      return Fleets.of(Fleets.prod().build()).toBuilder().fluxRelease(release).build();
    }
  }

  private static Fleet fleet(FluxSettings flux) {
    return Fleets.of(Fleets.prod().flux(flux).build());
  }
}
