package dev.flotilla.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hashicorp.cdktf.TerraformOutput;
import com.hashicorp.cdktf.TerraformOutputConfig;
import com.hashicorp.cdktf.providers.kubernetes.namespace_v1.NamespaceV1;
import com.hashicorp.cdktf.providers.kubernetes.namespace_v1.NamespaceV1Config;
import com.hashicorp.cdktf.providers.kubernetes.namespace_v1.NamespaceV1Metadata;
import dev.flotilla.constructs.component.ComponentSet;
import dev.flotilla.constructs.flux.RuntimeInfo;
import dev.flotilla.constructs.tenant.Tenant;
import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.access.ClusterAccess;
import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.flux.RuntimeInfoProps;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.tenant.TenantProps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.constructs.Construct;

/** Constructs of a user's own in the stacks of a fleet. */
class StackCustomizerTest {
  private static final ArtifactRepository APPS =
      new ArtifactRepository(
          "apps", new OciUrl("oci://ghcr.io/acme/apps"), ArtifactSigner.gitHubActions("acme/apps"));

  @TempDir Path folder;

  private Path output() {
    return folder.resolve("cdktf.out");
  }

  private void synth(StackCustomizer customizer, String... clusters) {
    Fleet fleet =
        Fleets.of(Fleets.staging().build(), Fleets.prod().access(ClusterAccess.kind()).build());
    new FleetApp(
            fleet,
            FleetAppProps.of(output()).withClusters(Set.of(clusters)).withCustomizer(customizer))
        .synth();
  }

  private JsonNode stack(String name) throws IOException {
    return new ObjectMapper()
        .readTree(output().resolve("stacks").resolve(name).resolve("cdk.tf.json").toFile());
  }

  @Test
  void addsToTheStackOfEachClusterThatIsSynthesized() throws IOException {
    List<String> asked = new ArrayList<>();
    synth(
        (stack, cluster) -> {
          asked.add(cluster.name());
          new TerraformOutput(
              stack, "mine", TerraformOutputConfig.builder().value(cluster.name()).build());
          new NamespaceV1(
              stack,
              "Mine",
              NamespaceV1Config.builder()
                  .metadata(NamespaceV1Metadata.builder().name("mine").build())
                  .build());
        });

    assertThat(asked).containsExactly("staging", "prod");
    for (String name : asked) {
      assertThat(stack(name).at("/output/mine/value").textValue()).isEqualTo(name);
      assertThat(stack(name).at("/resource/kubernetes_namespace_v1/Mine/metadata/name").textValue())
          .isEqualTo("mine");
      assertThat(stack(name).at("/resource/helm_release/flux").isObject()).isTrue();
    }
    assertThat(stack("prod-kind").has("output")).isFalse();
  }

  @Test
  void customizerIsCalledForNoOtherCluster() {
    List<String> asked = new ArrayList<>();

    synth((stack, cluster) -> asked.add(cluster.name()), "staging");

    assertThat(asked).containsExactly("staging");
  }

  private static Stream<StackCustomizer> constructsForFlux() {
    return Stream.of(
        (stack, cluster) ->
            new Tenant(stack, "Mine", TenantProps.builder(APPS.artifact("web")).build()),
        (stack, cluster) ->
            new ComponentSet(
                stack,
                "Mine",
                ComponentSetProps.of(
                    "mine", PlatformComponent.builder(APPS.artifact("dns")).build())),
        (stack, cluster) -> new RuntimeInfo(stack, "Mine", new RuntimeInfoProps(Ordered.NONE)),
        (stack, cluster) ->
            new Tenant(
                new Construct(stack, "Mine"),
                "Web",
                TenantProps.builder(APPS.artifact("web")).build()));
  }

  @ParameterizedTest
  @MethodSource("constructsForFlux")
  void refusesWhatFluxApplies(StackCustomizer customizer) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> synth(customizer))
        .withMessageMatching(
            "constructs for Flux must be declared in the fleet, got 'staging/Mine(/Web)?' in a stack, where other commands would miss it and Flux would prune it; use addTenant, addComponentSet, addUpdateAutomation or addObject of Fleet\\.Builder or Cluster\\.Builder");
    assertThat(output().resolve("stacks/staging")).doesNotExist();
  }

  @Test
  void leavesNothingBehindWhenItThrows() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                synth(
                    (stack, cluster) -> {
                      throw new IllegalArgumentException("mine");
                    }))
        .withMessage("mine");
    assertThat(folder).isEmptyDirectory();
  }
}
