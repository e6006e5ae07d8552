package dev.flotilla.constructs.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.Testing;
import dev.flotilla.constructs.JavadocExample;
import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.resolve.ResolvedCluster;
import dev.flotilla.fleet.resolve.ResolvedFleet;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The example in the Javadoc of {@link FluxArtifact} compiles and works. */
class FluxArtifactExampleTest {
  @Test
  void exampleIsTheTextOfTheJavadocAndWorks() throws IOException {
    TerraformStack stack = new TerraformStack(Testing.app(), "app");
    // example
    Organization acme = Organization.onGitHub("ghcr.io", "acme", "fleet");
    Cluster staging = Cluster.workload("staging", Environment.STAGING).build();
    FluxRelease flux = new FluxRelease("2.x", "0.59.0");
    Fleet fleet = Fleet.builder(acme, flux).addCluster(staging).build();
    ResolvedCluster resolved = ResolvedFleet.of(fleet).cluster(staging);
    new FluxArtifact(stack, "Artifact", new FluxArtifactProps(resolved));
    // end

    assertThat(stack.getNode().findChild("Artifact")).isInstanceOf(FluxArtifact.class);
    JavadocExample.isCompiled(FluxArtifact.class, FluxArtifactExampleTest.class);
  }
}
