package dev.flotilla.constructs.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.Testing;
import dev.flotilla.constructs.JavadocExample;
import dev.flotilla.constructs.TestArtifact;
import dev.flotilla.constructs.artifact.FluxArtifact;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.flux.InstanceCluster;
import dev.flotilla.fleet.flux.OperatorChart;
import dev.flotilla.fleet.flux.OperatorUpgradeProps;
import dev.flotilla.fleet.version.Version;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The example in the Javadoc of {@link OperatorUpgrade} compiles and works. */
class OperatorUpgradeExampleTest {
  @Test
  void exampleIsTheTextOfTheJavadocAndWorks() throws IOException {
    FluxArtifact artifact = TestArtifact.create();
    example(artifact);

    assertThat(TestArtifact.file(artifact, "clusters/staging/flux-system/flux-operator.yaml"))
        .contains(
            "url: oci://ghcr.io/controlplaneio-fluxcd/charts/flux-operator\n", "tag: 0.59.0\n")
        .contains("provider: cosign\n");
    assertThatCode(() -> Testing.synth(TerraformStack.of(artifact), true))
        .doesNotThrowAnyException();
    JavadocExample.isCompiled(OperatorUpgrade.class, OperatorUpgradeExampleTest.class);
  }

  private static void example(FluxArtifact artifact) {
    // example
    OperatorChart chart = OperatorChart.of(FluxRelease.CHARTS, Version.of("0.59.0"));
    InstanceCluster cluster = InstanceCluster.multitenant(InstanceCluster.Size.MEDIUM);
    OperatorUpgradeProps upgrade = OperatorUpgradeProps.of(chart, cluster);
    new OperatorUpgrade(artifact, "OperatorUpgrade", upgrade);
    // end
  }
}
