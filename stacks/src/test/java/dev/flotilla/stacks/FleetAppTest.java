package dev.flotilla.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.access.ClusterAccess;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.flux.FluxSettings;
import dev.flotilla.fleet.flux.InstanceCluster;
import dev.flotilla.fleet.flux.Patch;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.resolve.InvalidFleetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

class FleetAppTest {
  private static final String STAGING = "stacks/staging/cdk.tf.json";
  private static final String INSTANCE = "fleet/clusters/staging/flux-system/flux-instance.yaml";
  private static final String PROD = "stacks/prod/cdk.tf.json";

  private static final Fleet BOTH = Fleets.of(Fleets.staging().build(), Fleets.prod().build());
  private static final FluxSettings LARGE =
      FluxSettings.workload()
          .cluster(InstanceCluster.multitenant(InstanceCluster.Size.LARGE))
          .build();
  private static final Fleet BOTH_LARGE =
      Fleets.of(Fleets.staging().flux(LARGE).build(), Fleets.prod().flux(LARGE).build());

  @TempDir private Path folder;
  private Path output;

  @BeforeEach
  void setOutput() {
    output = folder.resolve("cdktf.out");
  }

  @Test
  void writesAStackWithItsAssetsAndFleetFilesForEachClusterAndAManifest() {
    synth(BOTH);

    String chart = "assets/FluxBootstrap_UntilAdopted_164BBB10/1.0.0/";
    assertThat(files().keySet())
        .containsExactly(
            "fleet/clusters/prod/flux-system/flux-instance.yaml",
            "fleet/clusters/prod/flux-system/flux-operator-values.yaml",
            "fleet/clusters/prod/flux-system/flux-operator.yaml",
            "fleet/clusters/prod/flux-system/runtime-info.yaml",
            "fleet/clusters/staging/flux-system/flux-instance.yaml",
            "fleet/clusters/staging/flux-system/flux-operator-values.yaml",
            "fleet/clusters/staging/flux-system/flux-operator.yaml",
            "fleet/clusters/staging/flux-system/runtime-info.yaml",
            "flotilla.json",
            "manifest.json",
            "stacks/prod/" + chart + "Chart.yaml",
            "stacks/prod/" + chart + "templates/objects.yaml",
            PROD,
            "stacks/staging/" + chart + "Chart.yaml",
            "stacks/staging/" + chart + "templates/objects.yaml",
            STAGING);
    assertThat(manifest()).containsExactly("prod", "staging");
  }

  @Test
  void writesAFleetOf301Clusters() {
    Fleet.Builder fleet =
        Fleet.builder(
            new Organization("ghcr.io", "acme", "fleet"), new FluxRelease("2.x", "0.59.0"));
    IntStream.range(0, 301)
        .mapToObj(number -> Cluster.workload("c" + number, Environment.STAGING).build())
        .forEach(fleet::addCluster);

    assertTimeout(Duration.ofSeconds(60), () -> synth(fleet.build()));

    assertThat(manifest()).hasSize(301).contains("c0", "c300");
    assertThat(fleetOf("c300").keySet()).isNotEmpty().hasSameSizeAs(fleetOf("c0").keySet());
  }

  @Test
  void writesEqualBytesForAnEqualFleet() {
    synth(BOTH);
    SortedMap<String, String> first = files();

    synth(BOTH);

    assertThat(files()).isEqualTo(first);
  }

  @Test
  void replacesWhatHasChanged() {
    synth(BOTH);

    synth(BOTH_LARGE);

    assertThat(files().get(STAGING)).contains("size: large").doesNotContain("size: medium");
    assertThat(files().get(INSTANCE)).contains("size: large").doesNotContain("size: medium");
  }

  @Test
  void removesStacksThatHaveLeftTheFleet() {
    synth(BOTH);

    synth(Fleets.of(Fleets.prod().build()));

    assertThat(output.resolve("stacks/staging")).doesNotExist();
    assertThat(output.resolve("fleet/clusters/staging")).doesNotExist();
    assertThat(output.resolve(PROD)).exists();
    assertThat(output.resolve("fleet/clusters/prod")).exists();
    assertThat(manifest()).containsExactly("prod");
  }

  @Test
  void subsetWritesItsStacksAndKeepsTheOthers() {
    synth(BOTH);
    SortedMap<String, String> before = files();

    synth(BOTH_LARGE, "staging");

    assertThat(files().get(STAGING)).contains("size: large");
    assertThat(files().get(INSTANCE)).contains("size: large");
    assertThat(fleetOf("prod")).isEqualTo(fleetOf("prod", before)).isNotEmpty();
    assertThat(files().get(PROD)).isEqualTo(before.get(PROD));
    assertThat(files().get("manifest.json")).isEqualTo(before.get("manifest.json"));
  }

  @Test
  void subsetAloneHasAManifestOfItself() {
    synth(BOTH, "prod");

    assertThat(manifest()).containsExactly("prod");
    assertThat(output.resolve("stacks/staging")).doesNotExist();
  }

  @Test
  void keepsWhatOpenTofuLeftInAStack() throws IOException {
    synth(BOTH);
    Path plugins = Files.createDirectories(output.resolve("stacks/prod/.terraform/providers"));
    Files.writeString(plugins.resolve("helm"), "plugin");
    Files.writeString(output.resolve("stacks/prod/.terraform.lock.hcl"), "locks");

    synth(BOTH_LARGE);

    assertThat(plugins.resolve("helm")).hasContent("plugin");
    assertThat(output.resolve("stacks/prod/.terraform.lock.hcl")).hasContent("locks");
  }

  @Test
  void leavesNoTemporaryFolder() {
    synth(BOTH);

    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(output));
  }

  @Test
  void leavesTheFormerOutputWhenTheSynthFails() {
    synth(BOTH);
    SortedMap<String, String> before = files();
    FleetApp app = new FleetApp(BOTH_LARGE, new FleetAppProps(output, Set.of()));
    app.getNode().findChild("prod").getNode().addValidation(() -> List.of("broken on purpose"));

    assertThatThrownBy(app::synth).hasMessageContaining("broken on purpose");

    assertThat(files()).isEqualTo(before);
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(output));
  }

  @Test
  void leavesTheFormerOutputAndReportsEveryProblemOfEveryStack() {
    synth(BOTH);
    SortedMap<String, String> before = files();
    KubernetesObject fast =
        KubernetesObject.ofCluster(
            "storage.k8s.io/v1", "StorageClass", "fast", Ordered.map("provisioner", "csi.example"));
    Fleet twice =
        Fleets.of(
            Fleets.staging().flux(LARGE).addObject(fast).addObject(fast).build(),
            Fleets.prod().flux(LARGE).addObject(fast).addObject(fast).build());

    String problem =
        "an object must be defined once, got StorageClass 'fast' from '%s' too; give each its own name and namespaces";
    assertThatExceptionOfType(InvalidFleetException.class)
        .isThrownBy(() -> new FleetApp(twice, new FleetAppProps(output, Set.of())))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        new Problem("staging", problem.formatted("staging")),
                        new Problem("prod", problem.formatted("prod"))));

    assertThat(files()).isEqualTo(before);
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(output));
  }

  @Test
  void leavesTheFormerOutputWhenTheFleetIsInvalid() {
    synth(BOTH);
    SortedMap<String, String> before = files();
    Credential clash = Credential.gitBasic("ghcr-auth", "flux");

    assertThatExceptionOfType(InvalidFleetException.class)
        .isThrownBy(() -> synth(BOTH.toBuilder().addCredential(clash).build()));

    assertThat(files()).isEqualTo(before);
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(output));
  }

  @Test
  void leavesTheFormerOutputWhenAStackCannotBeBuilt() {
    synth(BOTH);
    SortedMap<String, String> before = files();
    Patch noYaml = Patch.add(Patch.Target.all("Deployment"), "/spec/replicas", new Object());
    FluxSettings flux = FluxSettings.workload().addPatch(noYaml).build();

    assertThatThrownBy(() -> synth(Fleets.of(Fleets.staging().flux(flux).build())))
        .isInstanceOf(YamlEngineException.class);

    assertThat(files()).isEqualTo(before);
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(output));
  }

  @Test
  void refusesClusterThatTheFleetHasNot() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> synth(BOTH, "prod", "stagin"))
        .withMessage("a cluster to synthesize must be one of the fleet's, got 'stagin'");
    assertThat(folder).isEmptyDirectory();
  }

  private void synth(Fleet fleet, String... clusters) {
    new FleetApp(fleet, new FleetAppProps(output, Set.of(clusters))).synth();
  }

  private SortedMap<String, String> fleetOf(String cluster) {
    return fleetOf(cluster, files());
  }

  private static SortedMap<String, String> fleetOf(
      String cluster, SortedMap<String, String> files) {
    return files.subMap("fleet/clusters/" + cluster + "/", "fleet/clusters/" + cluster + "0");
  }

  private List<String> manifest() {
    try {
      JsonNode stacks = new ObjectMapper().readTree(output.resolve("manifest.json").toFile());
      return stacks.get("stacks").propertyStream().map(Map.Entry::getKey).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SortedMap<String, String> files() {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(output)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        files.put(output.relativize(file).toString(), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  @Test
  void reportsAllProblemsOfAFleetAtOnceAndWritesNothing() {
    ClusterAccess shared = ClusterAccess.kubeconfig("~/.kube/config", "shared");
    Fleet fleet =
        Fleets.of(
            Fleets.staging().access(shared).build(),
            Fleets.prod().access(shared).build(),
            Fleets.prod().build());

    assertThatExceptionOfType(InvalidFleetException.class)
        .isThrownBy(() -> new FleetApp(fleet, new FleetAppProps(output, Set.of())))
        .satisfies(e -> assertThat(e.problems()).hasSize(2))
        .withMessage(
            """
            prod: clusters 'staging' and 'prod' both use context 'shared' of '~/.kube/config'; give each its own
            prod: each cluster must have its own name, which its state and sync path also use, got 'prod' twice; rename one""");
    assertThat(folder).isEmptyDirectory();
  }
}
