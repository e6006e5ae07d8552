package dev.flotilla.constructs.flux;

import com.hashicorp.cdktf.TerraformStack;
import dev.flotilla.constructs.JavadocExample;
import dev.flotilla.constructs.SynthAssert;
import dev.flotilla.fleet.flux.Distribution;
import dev.flotilla.fleet.flux.FluxBootstrapProps;
import dev.flotilla.fleet.flux.FluxInstance;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.flux.FluxSettings;
import dev.flotilla.fleet.flux.OperatorChart;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.OciTag;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.SyncSource;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.fleet.version.Version;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import software.constructs.Construct;

/** The example in the Javadoc of {@link FluxBootstrap} compiles and works. */
class FluxBootstrapExampleTest {
  @Test
  void worksInAStackWithTheTwoProviders() {
    TerraformStack stack = Fixtures.stack();
    new Example(stack);

    SynthAssert.assertThat(stack)
        .hasBlock("data.helm_template.flux_operator")
        .with("/repository", "oci://ghcr.io/controlplaneio-fluxcd/charts");
  }

  @Test
  void exampleIsTheTextOfTheJavadoc() throws IOException {
    JavadocExample.isCompiled(FluxBootstrap.class, FluxBootstrapExampleTest.class);
  }

  private static final class Example extends Construct {
    Example(TerraformStack stack) {
      super(stack, "Example");
      // example
      Verification signed =
          Verification.gitHubActions("acme/fleet", "push.yaml", GitRef.branch("main"));
      OciUrl url = new OciUrl("oci://ghcr.io/acme/fleet");
      SyncSource sync = SyncSource.oci(url, new OciTag("latest"), "clusters/staging", signed);
      Distribution flux = Distribution.of("2.x", "ghcr.io/fluxcd");
      FluxInstance instance = new FluxInstance(flux, sync, FluxSettings.builder().build());
      OperatorChart operator = OperatorChart.of(FluxRelease.CHARTS, Version.of("0.59.0"));
      new FluxBootstrap(this, "FluxBootstrap", new FluxBootstrapProps(instance, operator));
      // end
    }
  }
}
