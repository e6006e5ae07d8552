package dev.flotilla.constructs.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.constructs.JavadocExample;
import dev.flotilla.constructs.TestArtifact;
import dev.flotilla.constructs.fleet.FluxArtifact;
import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.tenant.TenantProps;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import software.constructs.Construct;

class TenantTest {
  private final FluxArtifact artifact = TestArtifact.create();

  @Test
  void isRenderedAsTheExampleOfItsJavadocSays() throws IOException {
    Example example = new Example(artifact);

    assertThat(TestArtifact.file(artifact, "tenants/staging/frontend.yaml")).isNotEmpty();
    assertThat(artifact.getProblems()).isEmpty();
    assertThat(example.getNode().getChildren())
        .allSatisfy(child -> assertThat(child.getNode().getChildren()).isEmpty());
    JavadocExample.isCompiled(Tenant.class, TenantTest.class);
  }

  private static final class Example extends Construct {
    Example(Construct scope) {
      super(scope, "Example");
      // example
      ArtifactSigner signer = ArtifactSigner.gitHubActions("acme/apps");
      OciUrl url = new OciUrl("oci://ghcr.io/acme/apps");
      ArtifactRepository apps = new ArtifactRepository("apps", url, signer);
      new Tenant(this, "Frontend", TenantProps.builder(apps.artifact("frontend")).build());
      // end
    }
  }
}
