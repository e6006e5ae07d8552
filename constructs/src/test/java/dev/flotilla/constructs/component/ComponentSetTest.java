package dev.flotilla.constructs.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.constructs.JavadocExample;
import dev.flotilla.constructs.TestArtifact;
import dev.flotilla.constructs.artifact.FluxArtifact;
import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.source.OciUrl;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ComponentSetTest {
  private final FluxArtifact artifact = TestArtifact.create();

  @Test
  void componentSetIsRenderedAsTheExampleOfItsJavadocSays() throws IOException {
    example(artifact);

    assertThat(TestArtifact.file(artifact, "tenants/staging/cert-manager.yaml"))
        .contains("kind: ClusterRoleBinding\n", "url: oci://ghcr.io/acme/infra/cert-manager\n")
        .contains("path: ./controllers/staging\n", "path: ./configs/staging\n");
    assertThat(artifact.getProblems()).isEmpty();
    assertThat(artifact.getNode().getChildren())
        .allSatisfy(child -> assertThat(child.getNode().getChildren()).isEmpty());
    JavadocExample.isCompiled(ComponentSet.class, ComponentSetTest.class);
  }

  private static void example(FluxArtifact artifact) {
    // example
    ArtifactSigner signer = ArtifactSigner.gitHubActions("acme/infra");
    OciUrl url = new OciUrl("oci://ghcr.io/acme/infra");
    ArtifactRepository infra = new ArtifactRepository("infra", url, signer);
    PlatformComponent certManager =
        PlatformComponent.builder(infra.artifact("cert-manager")).build();
    new ComponentSet(artifact, "Infra", ComponentSetProps.of("infra", certManager));
    // end
  }
}
