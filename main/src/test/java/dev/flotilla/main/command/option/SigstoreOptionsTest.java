package dev.flotilla.main.command.option;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.fixture.Sigstores;
import dev.flotilla.main.command.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code publish} refuses before anything is started. */
class SigstoreOptionsTest {
  private static final Fleet FLEET = Fleets.of(Fleets.staging().build());
  private static final Fleet WITH_SIGSTORE =
      FLEET.toBuilder().sigstore(Sigstores.of("acme.example")).build();

  private static final String NO_ARTIFACT = "error: a folder of content must be named after";

  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    for (String name : new String[] {"acme.example", "other.example"}) {
      Files.writeString(folder.resolve(name + ".root"), Sigstores.trustedRoot(name));
      Files.writeString(folder.resolve(name + ".signing"), Sigstores.signingConfig(name));
    }
  }

  @Test
  void sigstoreOptionsRefuseAnotherRootThanTheClustersHave() {
    assertThat(error(WITH_SIGSTORE, "--trusted-root other.example.root"))
        .isEqualTo(
            "error: --trusted-root must be the trusted root that the clusters have as 'trusted-root', got another in 'other.example.root'; drop the option, or change the fleet\n");
  }

  /** What a publish looks at next is which artifact a folder is. */
  @Test
  void sigstoreOptionsTakeTheRootThatTheClustersHaveAndWhereToSign() {
    for (String options :
        new String[] {
          "--trusted-root acme.example.root",
          "--signing-config other.example.signing",
          "--trusted-root acme.example.root --signing-config other.example.signing"
        }) {
      assertThat(error(WITH_SIGSTORE, options + " --component none")).startsWith(NO_ARTIFACT);
    }
    assertThat(error(FLEET, "--trusted-root other.example.root --component none"))
        .startsWith(NO_ARTIFACT);
  }

  @Test
  void sigstoreOptionsRefuseASigningConfigWithoutARoot() {
    assertThat(error(FLEET, "--signing-config acme.example.signing"))
        .isEqualTo(
            "error: --signing-config must come with the trusted root that clusters verify by, got none in the fleet; set --trusted-root too\n");
  }

  @Test
  void sigstoreOptionsAreRefusedWhereNothingIsSignedWithoutAKey() {
    Fleet unsigned = FLEET.toBuilder().sync(FleetSync.unsignedArtifact()).build();

    assertThat(error(unsigned, "--trusted-root acme.example.root"))
        .isEqualTo(
            "error: --trusted-root and --signing-config must be for artifacts that are signed without a key, got none; drop them\n");
  }

  @Test
  void sigstoreOptionsRefuseAFileThatIsMissingOrWrong() {
    assertThat(error(FLEET, "--trusted-root missing"))
        .isEqualTo(
            "error: --trusted-root must name a file that you can read, got '%s'; create it with 'cosign trusted-root create', or correct the path\n"
                .formatted(folder.resolve("missing")));
  }

  @Test
  void sigstoreOptionsRefuseAFileOfAnotherKind() {
    assertThat(error(FLEET, "--trusted-root acme.example.root --signing-config acme.example.root"))
        .isEqualTo(
            "error: %s: a signing config must have the media type 'application/vnd.dev.sigstore.signingconfig.v0.2+json', got 'application/vnd.dev.sigstore.trustedroot+json;version=0.1'; create it with 'cosign signing-config create'\n"
                .formatted(folder.resolve("acme.example.root")));
  }

  private String error(Fleet fleet, String options) {
    Terminal terminal = new Terminal();
    assertThat(terminal.run(folder, "publish " + options, () -> fleet)).isEqualTo(1);
    return terminal.errors();
  }
}
