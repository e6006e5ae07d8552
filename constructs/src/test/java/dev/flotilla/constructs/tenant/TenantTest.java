package dev.flotilla.constructs.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.Testing;
import dev.flotilla.constructs.JavadocExample;
import dev.flotilla.constructs.TestArtifact;
import dev.flotilla.constructs.artifact.FluxArtifact;
import dev.flotilla.constructs.artifact.FluxArtifactProps;
import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.resolve.ResolvedCluster;
import dev.flotilla.fleet.resolve.ResolvedFleet;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.tenant.TenantProps;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TenantTest {
  @Test
  void tenantIsRenderedAsTheExampleOfItsJavadocSays() throws IOException {
    FluxArtifact artifact =
        example(new TerraformStack(Testing.app(), "app"), TestArtifact.FLEET, TestArtifact.STAGING);

    assertThat(TestArtifact.file(artifact, "tenants/staging/frontend.yaml"))
        .contains("  name: frontend\n  namespace: flux-system\n", "kind: RoleBinding\n")
        .contains("url: oci://ghcr.io/acme/apps/frontend\n");
    assertThat(artifact.getProblems()).isEmpty();
    assertThat(artifact.getNode().getChildren())
        .allSatisfy(child -> assertThat(child.getNode().getChildren()).isEmpty());
    JavadocExample.isCompiled(Tenant.class, TenantTest.class);
  }

  private static FluxArtifact example(TerraformStack stack, Fleet fleet, Cluster staging) {
    // example
    ResolvedCluster resolved = ResolvedFleet.of(fleet).cluster(staging);
    FluxArtifact artifact = new FluxArtifact(stack, "Artifact", new FluxArtifactProps(resolved));
    ArtifactSigner signer = ArtifactSigner.gitHubActions("acme/apps");
    OciUrl url = new OciUrl("oci://ghcr.io/acme/apps");
    ArtifactRepository apps = new ArtifactRepository("apps", url, signer);
    new Tenant(artifact, "Frontend", TenantProps.builder(apps.artifact("frontend")).build());
    // end
    return artifact;
  }
}
