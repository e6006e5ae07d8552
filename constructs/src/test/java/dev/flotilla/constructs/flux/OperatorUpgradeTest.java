package dev.flotilla.constructs.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.Testing;
import dev.flotilla.constructs.TestArtifact;
import dev.flotilla.constructs.artifact.FluxArtifact;
import dev.flotilla.fleet.flux.InstanceCluster;
import dev.flotilla.fleet.flux.OperatorChart;
import dev.flotilla.fleet.flux.OperatorUpgradeProps;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.version.Version;
import org.junit.jupiter.api.Test;

class OperatorUpgradeTest {
  private static final String FILE = "clusters/staging/flux-system/flux-operator.yaml";

  private final FluxArtifact artifact = TestArtifact.create();

  @Test
  void operatorUpgradeIsAReleaseOfTheChartInItsVersion() {
    OperatorUpgrade upgrade = new OperatorUpgrade(artifact, "OperatorUpgrade", props("0.59.0"));

    assertThat(TestArtifact.file(artifact, FILE))
        .contains("kind: HelmRelease\n", "url: oci://ghcr.io/acme/charts/flux-operator\n")
        .contains("tag: 0.59.0\n");
    assertThat(artifact.getProblems()).isEmpty();
    assertThat(upgrade.getNode().getChildren()).isEmpty();
  }

  @Test
  void secondOperatorUpgradeIsAProblem() {
    new OperatorUpgrade(artifact, "OperatorUpgrade", props("0.59.0"));
    new OperatorUpgrade(artifact, "Another", props("0.60.0"));

    assertThat(artifact.getProblems())
        .isNotEmpty()
        .extracting(Problem::path)
        .containsOnly("app/staging/Another");
  }

  @Test
  void refusesAStackWithoutFleetArtifact() {
    TerraformStack stack = new TerraformStack(Testing.app(), "app");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OperatorUpgrade(stack, "OperatorUpgrade", props("0.59.0")))
        .withMessage(
            "a construct for Flux must stand below a FluxArtifact, got 'app'; pass one as its scope: new FluxArtifact(stack, \"Artifact\", new FluxArtifactProps(ResolvedFleet.of(fleet).cluster(cluster)))");
  }

  private static OperatorUpgradeProps props(String version) {
    return OperatorUpgradeProps.of(
        OperatorChart.of(new OciUrl("oci://ghcr.io/acme/charts"), Version.of(version)),
        InstanceCluster.multitenant(InstanceCluster.Size.MEDIUM));
  }
}
