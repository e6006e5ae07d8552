package dev.flotilla.stacks;

import static dev.flotilla.stacks.TestOutput.BOTH;
import static dev.flotilla.stacks.TestOutput.BOTH_LARGE;
import static dev.flotilla.stacks.TestOutput.LARGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.access.ClusterAccess;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.flux.FluxSettings;
import dev.flotilla.fleet.flux.Patch;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.resolve.InvalidFleetException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** What a synth that fails leaves of the former output. */
class FleetAppFailureTest {
  @TempDir private Path folder;
  private TestOutput output;

  @BeforeEach
  void setOutput() {
    output = new TestOutput(folder.resolve("cdktf.out"));
  }

  @Test
  void leavesTheFormerOutputWhenTheSynthFails() {
    output.synth(BOTH);
    SortedMap<String, String> before = output.files();
    FleetApp app = new FleetApp(BOTH_LARGE, FleetAppProps.of(output.path()));
    app.getNode().findChild("prod").getNode().addValidation(() -> List.of("broken on purpose"));

    assertThatThrownBy(app::synth).hasMessageContaining("broken on purpose");

    assertThat(output.files()).isEqualTo(before);
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(output.path()));
  }

  @Test
  void leavesTheFormerOutputAndReportsEveryProblemOfEveryStack() {
    output.synth(BOTH);
    SortedMap<String, String> before = output.files();
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
        .isThrownBy(() -> new FleetApp(twice, FleetAppProps.of(output.path())))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        new Problem("staging", problem.formatted("staging")),
                        new Problem("prod", problem.formatted("prod"))));

    assertThat(output.files()).isEqualTo(before);
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(output.path()));
  }

  @Test
  void leavesTheFormerOutputWhenTheFleetIsInvalid() {
    output.synth(BOTH);
    SortedMap<String, String> before = output.files();
    Credential clash = Credential.gitBasic("ghcr-auth", "flux");

    assertThatExceptionOfType(InvalidFleetException.class)
        .isThrownBy(() -> output.synth(BOTH.toBuilder().addCredential(clash).build()));

    assertThat(output.files()).isEqualTo(before);
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(output.path()));
  }

  @Test
  void leavesTheFormerOutputWhenAStackCannotBeBuilt() {
    output.synth(BOTH);
    SortedMap<String, String> before = output.files();
    Patch noYaml =
        Patch.add(Patch.Target.all(Patch.Kind.DEPLOYMENT), "/spec/replicas", new Object());
    FluxSettings flux = FluxSettings.workload().addPatch(noYaml).build();

    assertThatThrownBy(() -> output.synth(Fleets.of(Fleets.staging().flux(flux).build())))
        .isInstanceOf(YamlEngineException.class);

    assertThat(output.files()).isEqualTo(before);
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(output.path()));
  }

  @Test
  void refusesAClusterThatIsNotInTheFleet() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> output.synth(BOTH, "prod", "stagin"))
        .withMessage("a cluster to synthesize must be one of the fleet's, got 'stagin'");
    assertThat(folder).isEmptyDirectory();
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
        .isThrownBy(() -> new FleetApp(fleet, FleetAppProps.of(output.path())))
        .satisfies(e -> assertThat(e.problems()).hasSize(2))
        .withMessage(
            """
            prod: clusters 'staging' and 'prod' both use context 'shared' of '~/.kube/config'; give each its own
            prod: each cluster must have its own name, which its state and sync path also use, got 'prod' twice; rename one""");
    assertThat(folder).isEmptyDirectory();
  }
}
