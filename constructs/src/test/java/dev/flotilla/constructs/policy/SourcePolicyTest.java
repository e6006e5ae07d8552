package dev.flotilla.constructs.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.constructs.JavadocExample;
import dev.flotilla.constructs.TestArtifact;
import dev.flotilla.constructs.artifact.FluxArtifact;
import dev.flotilla.fleet.policy.AllowedBucket;
import dev.flotilla.fleet.policy.SourcePolicyProps;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SourcePolicyTest {
  private final FluxArtifact artifact = TestArtifact.create();

  @Test
  void sourcePolicyIsRenderedAsTheExampleOfItsJavadocSays() throws IOException {
    example(artifact);

    assertThat(TestArtifact.file(artifact, "tenants/staging/policies.yaml"))
        .contains("kind: ValidatingAdmissionPolicy\n", "name: flux-allowlist\n")
        .contains("https://github.com/acme/", "oci://ghcr.io/acme/", "minio.acme.example:9000");
    assertThat(artifact.getProblems()).isEmpty();
    assertThat(artifact.getNode().getChildren())
        .allSatisfy(child -> assertThat(child.getNode().getChildren()).isEmpty());
    JavadocExample.isCompiled(SourcePolicy.class, SourcePolicyTest.class);
  }

  private static void example(FluxArtifact artifact) {
    // example
    SourcePolicyProps policy =
        SourcePolicyProps.of("https://github.com/acme/", "oci://ghcr.io/acme/")
            .allowing(new AllowedBucket("minio.acme.example:9000", "fleet"));
    new SourcePolicy(artifact, "SourcePolicy", policy);
    // end
  }
}
