package dev.flotilla.constructs.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.Testing;
import dev.flotilla.constructs.JavadocExample;
import dev.flotilla.constructs.TestArtifact;
import dev.flotilla.constructs.artifact.FluxArtifact;
import dev.flotilla.fleet.flux.InstanceCluster;
import dev.flotilla.fleet.flux.OperatorChart;
import dev.flotilla.fleet.flux.OperatorUpgradeProps;
import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.Verification;
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
        .isNotEmpty();
    assertThatCode(() -> Testing.synth(TerraformStack.of(artifact), true))
        .doesNotThrowAnyException();
    JavadocExample.isCompiled(OperatorUpgrade.class, OperatorUpgradeExampleTest.class);
  }

  private static void example(FluxArtifact artifact) {
    // example
    OciUrl charts = new OciUrl("oci://ghcr.io/controlplaneio-fluxcd/charts");
    OperatorChart chart = OperatorChart.of(charts, Version.of("0.59.0"));
    InstanceCluster cluster = InstanceCluster.multitenant(InstanceCluster.Size.MEDIUM);
    OperatorUpgradeProps upgrade =
        new OperatorUpgradeProps(chart, cluster, ObjectMetadata.NONE, Verification.none(), false);
    new OperatorUpgrade(artifact, "OperatorUpgrade", upgrade);
    // end
  }
}
