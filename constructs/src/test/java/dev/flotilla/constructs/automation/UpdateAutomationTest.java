package dev.flotilla.constructs.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.constructs.JavadocExample;
import dev.flotilla.constructs.TestArtifact;
import dev.flotilla.constructs.artifact.FluxArtifact;
import dev.flotilla.fleet.automation.Author;
import dev.flotilla.fleet.automation.UpdateAutomationProps;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.GitSource;
import dev.flotilla.fleet.source.GitVerification;
import dev.flotilla.fleet.source.SyncSource;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class UpdateAutomationTest {
  private final FluxArtifact artifact = TestArtifact.create();

  @Test
  void updateAutomationIsRenderedAsTheExampleOfItsJavadocSays() throws IOException {
    example(artifact);

    assertThat(TestArtifact.file(artifact, "tenants/staging/apps.yaml"))
        .contains("kind: ImageUpdateAutomation\n", "url: https://github.com/acme/apps.git\n")
        .contains("name: acme-bot\n", "name: github-auth\n");
    assertThat(artifact.getProblems()).isEmpty();
    assertThat(artifact.getNode().getChildren())
        .allSatisfy(child -> assertThat(child.getNode().getChildren()).isEmpty());
    JavadocExample.isCompiled(UpdateAutomation.class, UpdateAutomationTest.class);
  }

  private static void example(FluxArtifact artifact) {
    // example
    String url = "https://github.com/acme/apps.git";
    GitSource repository =
        SyncSource.git(url, GitRef.branch("main"), "policies", GitVerification.none())
            .withCredential(Credential.gitBasic("github-auth", "flux"));
    Author author = new Author("acme-bot", "acme-bot@users.noreply.github.com");
    new UpdateAutomation(artifact, "Apps", UpdateAutomationProps.of("apps", repository, author));
    // end
  }
}
