package dev.flotilla.constructs.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.Testing;
import dev.flotilla.constructs.JavadocExample;
import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.resolve.ClusterResolver;
import dev.flotilla.fleet.resolve.ResolvedCluster;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import software.constructs.Construct;

/** The example in the Javadoc of {@link FluxArtifact} compiles and works. */
class FluxArtifactExampleTest {
  @Test
  void isTheTextOfTheJavadocAndWorks() throws IOException {
    Example example = new Example(new TerraformStack(Testing.app(), "app"));

    assertThat(example.getNode().findChild("Artifact")).isInstanceOf(FluxArtifact.class);
    JavadocExample.isCompiled(FluxArtifact.class, FluxArtifactExampleTest.class);
  }

  private static final class Example extends Construct {
    Example(Construct scope) {
      super(scope, "Example");
      // example
      Organization acme = Organization.onGitHub("ghcr.io", "acme", "fleet");
      Cluster staging = Cluster.workload("staging", Environment.STAGING).build();
      FluxRelease flux = new FluxRelease("2.x", "0.59.0");
      Fleet fleet = Fleet.builder(acme, flux).addCluster(staging).build();
      ResolvedCluster resolved = new ClusterResolver(fleet).resolve(staging);
      FluxArtifactProps props = new FluxArtifactProps(resolved.context(), resolved.sync());
      new FluxArtifact(this, "Artifact", props);
      // end
    }
  }
}
