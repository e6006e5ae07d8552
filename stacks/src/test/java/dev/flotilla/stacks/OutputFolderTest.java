package dev.flotilla.stacks;

import static dev.flotilla.stacks.TestOutput.BOTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.flux.FluxRelease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
  private static final String FLEET = "oci://ghcr.io/acme/fleet";
  private static final Fleet STAGING = Fleets.of(Fleets.staging().build());
  @TempDir private Path folder;
  private TestOutput output;

  @BeforeEach
  void setOutput() {
    output = new TestOutput(folder.resolve("cdktf.out"));
  }

  @Test
  void keepsFilesThatNoSynthWrote() {
    output.write("README.md", "mine");
    output.write("docs/stacks/a.md", "mine");

    output.synth(STAGING);

    assertThat(output.files())
        .containsEntry("README.md", "mine")
        .containsEntry("docs/stacks/a.md", "mine")
        .containsKey("stacks/staging/cdk.tf.json");
  }

  /** Whoever gives the fleet another organization has not got another project. */
  @Test
  void outputFolderIsReplacedAfterTheProjectsFleetHasMoved() {
    output.synth(BOTH);
    SortedMap<String, String> before = output.files();
    Fleet moved =
        Fleet.builder(
                Organization.onGitHub("ghcr.io", "moved", "fleet"),
                new FluxRelease("2.x", "0.59.0"))
            .pullCredential(Credential.registry("ghcr-auth", "ghcr.io", "flux"))
            .addCluster(Fleets.staging().build())
            .build();

    new FleetApp(moved, FleetAppProps.of(output.path()).withProjectOutput(true)).synth();
    assertThat(output.resolve("flotilla.json")).content().contains("oci://ghcr.io/moved/");
    assertThat(output.resolve("stacks/prod")).doesNotExist();

    new FleetApp(BOTH, FleetAppProps.of(output.path()).withProjectOutput(true)).synth();
    assertThat(output.files()).isEqualTo(before);
  }

  @Test
  void outputFolderIsWrittenThroughALinkThatTheUserNames() throws IOException {
    Path target = Files.createDirectories(folder.resolve("target"));
    Files.createSymbolicLink(output.path(), target);

    output.synth(STAGING);
    output.synth(STAGING);

    assertThat(target.resolve("stacks/staging/cdk.tf.json")).exists();
    assertThat(output.path()).isSymbolicLink();
  }

  @Test
  void losesOnlyItsOwnFilesWhenAClusterLeaves() throws IOException {
    output.synth(BOTH);
    output.write("stacks/mine/main.tf", "mine");
    output.write("fleet/clusters/mine/app.yaml", "mine");
    output.write("stacks/prod/notes.txt", "mine");
    output.write("stacks/prod/flotilla.log", "log");
    output.write("stacks/prod/.terraform/providers/helm", "plugin");
    output.write("stacks/prod/.terraform.lock.hcl", "locks");
    Path elsewhere = folder.resolve("elsewhere");
    Files.writeString(elsewhere, "mine");
    Files.createSymbolicLink(output.resolve("stacks/prod/flotilla.tfplan"), elsewhere);

    output.synth(STAGING);

    assertThat(output.resolve("fleet/clusters/prod")).doesNotExist();
    assertThat(TestOutput.files(output.resolve("stacks/prod"))).containsOnlyKeys("notes.txt");
    assertThat(output.files())
        .containsEntry("stacks/mine/main.tf", "mine")
        .containsEntry("fleet/clusters/mine/app.yaml", "mine");
    assertThat(elsewhere).hasContent("mine");

    Files.delete(output.resolve("stacks/prod/notes.txt"));
    output.synth(BOTH);
    assertThat(output.resolve("stacks/prod/cdk.tf.json")).exists();
  }

  @Test
  void outputFolderIsRecognizedAfterASynthThatWasKilled() throws IOException {
    output.synth(BOTH);
    SortedMap<String, String> whole = output.files();
    Files.delete(output.resolve("manifest.json"));
    Files.delete(output.resolve("stacks/prod/cdk.tf.json"));
    Files.delete(output.resolve("fleet/clusters/prod/flux-system/flux-instance.yaml"));

    output.synth(BOTH);

    assertThat(output.files()).isEqualTo(whole);
  }

  @Test
  void outputFolderIsMarkedBeforeAnythingElseIsWritten() throws IOException {
    output.mark(FLEET, "prod");
    output.write("stacks/prod/cdk.tf.json/in the way", "mine");

    assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> output.synth(BOTH));

    assertThat(output.resolve("stacks/staging")).doesNotExist();
    assertThat(output.resolve("flotilla.json"))
        .hasContent(
            """
            {
              "fleet" : "oci://ghcr.io/acme/fleet",
              "stacks" : [ "prod", "staging" ]
            }
            """);
  }
}
