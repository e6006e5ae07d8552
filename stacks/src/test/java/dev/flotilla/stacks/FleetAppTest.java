package dev.flotilla.stacks;

import static dev.flotilla.stacks.TestOutput.BOTH;
import static dev.flotilla.stacks.TestOutput.BOTH_LARGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.flux.FluxRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetAppTest {
  private static final String STAGING = "stacks/staging/cdk.tf.json";
  private static final String INSTANCE = "fleet/clusters/staging/flux-system/flux-instance.yaml";
  private static final String PROD = "stacks/prod/cdk.tf.json";
  @TempDir private Path folder;
  private TestOutput output;

  @BeforeEach
  void setOutput() {
    output = new TestOutput(folder.resolve("cdktf.out"));
  }

  @Test
  void writesAStackWithItsAssetsAndFleetFilesForEachClusterAndAManifest() {
    output.synth(BOTH);

    String chart = "assets/FluxBootstrap_UntilAdopted_164BBB10/1.0.0/";
    assertThat(output.files().keySet())
        .containsExactly(
            "fleet/clusters/prod/flux-system/flux-instance.yaml",
            "fleet/clusters/prod/flux-system/flux-operator-values.yaml",
            "fleet/clusters/prod/flux-system/flux-operator.yaml",
            "fleet/clusters/prod/flux-system/runtime-info.yaml",
            "fleet/clusters/staging/flux-system/flux-instance.yaml",
            "fleet/clusters/staging/flux-system/flux-operator-values.yaml",
            "fleet/clusters/staging/flux-system/flux-operator.yaml",
            "fleet/clusters/staging/flux-system/runtime-info.yaml",
            "fleet/fleet.json",
            "flotilla.json",
            "manifest.json",
            "stacks/prod/" + chart + "Chart.yaml",
            "stacks/prod/" + chart + "templates/objects.yaml",
            PROD,
            "stacks/staging/" + chart + "Chart.yaml",
            "stacks/staging/" + chart + "templates/objects.yaml",
            STAGING);
    assertThat(output.manifest()).containsExactly("prod", "staging");
  }

  @Test
  void writesAFleetOf301Clusters() {
    Fleet.Builder fleet =
        Fleet.builder(
            Organization.onGitHub("ghcr.io", "acme", "fleet"), new FluxRelease("2.x", "0.59.0"));
    IntStream.range(0, 301)
        .mapToObj(number -> Cluster.workload("c" + number, Environment.STAGING).build())
        .forEach(fleet::addCluster);

    assertTimeout(Duration.ofSeconds(60), () -> output.synth(fleet.build()));

    assertThat(output.manifest()).hasSize(301).contains("c0", "c300");
    assertThat(fleetOf("c300").keySet()).isNotEmpty().hasSameSizeAs(fleetOf("c0").keySet());
  }

  @Test
  void writesEqualBytesForAnEqualFleet() {
    output.synth(BOTH);
    SortedMap<String, String> first = output.files();

    output.synth(BOTH);

    assertThat(output.files()).isEqualTo(first);
  }

  @Test
  void replacesWhatHasChanged() {
    output.synth(BOTH);

    output.synth(BOTH_LARGE);

    assertThat(output.files().get(STAGING)).contains("size: large").doesNotContain("size: medium");
    assertThat(output.files().get(INSTANCE)).contains("size: large").doesNotContain("size: medium");
  }

  @Test
  void removesStacksThatHaveLeftTheFleet() {
    output.synth(BOTH);

    output.synth(Fleets.of(Fleets.prod().build()));

    assertThat(output.resolve("stacks/staging")).doesNotExist();
    assertThat(output.resolve("fleet/clusters/staging")).doesNotExist();
    assertThat(output.resolve(PROD)).exists();
    assertThat(output.resolve("fleet/clusters/prod")).exists();
    assertThat(output.manifest()).containsExactly("prod");
  }

  @Test
  void subsetWritesItsStacksAndKeepsTheOthers() {
    output.synth(BOTH);
    SortedMap<String, String> before = output.files();

    output.synth(BOTH_LARGE, "staging");

    assertThat(output.files().get(STAGING)).contains("size: large");
    assertThat(output.files().get(INSTANCE)).contains("size: large");
    assertThat(fleetOf("prod")).isEqualTo(fleetOf("prod", before)).isNotEmpty();
    assertThat(output.files().get(PROD)).isEqualTo(before.get(PROD));
    assertThat(output.files().get("manifest.json")).isEqualTo(before.get("manifest.json"));
  }

  @Test
  void subsetAloneHasAManifestOfItself() {
    output.synth(BOTH, "prod");

    assertThat(output.manifest()).containsExactly("prod");
    assertThat(output.resolve("stacks/staging")).doesNotExist();
  }

  @Test
  void describesTheWholeFleetAfterASynthOfASubset() {
    output.synth(BOTH, "prod");
    String descriptor = output.files().get("fleet/fleet.json");
    output.synth(BOTH);

    assertThat(descriptor)
        .contains("\"name\" : \"staging\"")
        .isEqualTo(output.files().get("fleet/fleet.json"));
  }

  @Test
  void keepsWhatOpenTofuLeftInAStack() throws IOException {
    output.synth(BOTH);
    Path plugins = Files.createDirectories(output.resolve("stacks/prod/.terraform/providers"));
    Files.writeString(plugins.resolve("helm"), "plugin");
    Files.writeString(output.resolve("stacks/prod/.terraform.lock.hcl"), "locks");

    output.synth(BOTH_LARGE);

    assertThat(plugins.resolve("helm")).hasContent("plugin");
    assertThat(output.resolve("stacks/prod/.terraform.lock.hcl")).hasContent("locks");
  }

  @Test
  void leavesNoTemporaryFolder() {
    output.synth(BOTH);

    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(output.path()));
  }

  private SortedMap<String, String> fleetOf(String cluster) {
    return fleetOf(cluster, output.files());
  }

  private static SortedMap<String, String> fleetOf(
      String cluster, SortedMap<String, String> files) {
    return files.subMap("fleet/clusters/" + cluster + "/", "fleet/clusters/" + cluster + "0");
  }
}
