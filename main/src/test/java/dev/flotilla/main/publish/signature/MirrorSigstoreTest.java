package dev.flotilla.main.publish.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.fixture.ExampleFleet;
import dev.flotilla.fleet.fixture.Sigstores;
import dev.flotilla.fleet.sigstore.Sigstore;
import dev.flotilla.fleet.sigstore.TrustedRoot;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorSigstoreTest {
  private static final String ROOT = "trusted_root.json";
  private static final String SIGNING = "signing_config.v0.2.json";

  @TempDir Path folder;
  private MirrorSetup mirror;

  @BeforeEach
  void setUp() {
    mirror = MirrorSetup.of(folder, "FLOTILLA_MIRROR_SIGSTORE", "sigstore");
  }

  @Test
  void sigstoreIsWhatTheFilesInTheFolderDescribe() throws IOException {
    MirrorSigstore described = new MirrorSigstore(mirror.folder());
    mirror.write(ROOT, Sigstores.trustedRoot("acme.example"));

    assertThat(described.sigstore())
        .isEqualTo(new Sigstore(new TrustedRoot(Sigstores.trustedRoot("acme.example"))));

    mirror.write(SIGNING, Sigstores.signingConfig("acme.example"));

    assertThat(described.sigstore()).isEqualTo(Sigstores.of("acme.example"));
    assertThat(mirror.terminal().run(folder, "list --artifacts", ExampleFleet::fleet)).isZero();
  }

  @Test
  void reportsAMissingFile() {
    assertThat(mirror.error())
        .isEqualTo(
            "error: 'trusted_root.json' in the folder of FLOTILLA_MIRROR_SIGSTORE must name a file that you can read, got '%s'; create it with 'cosign trusted-root create', or correct the path\n"
                .formatted(mirror.folder().resolve(ROOT)));
  }

  @Test
  void reportsWhatIsWrongInAFile() throws IOException {
    mirror.write(ROOT, "{}");

    assertThat(mirror.error())
        .isEqualTo(
            "error: %s: a trusted root must have the media type 'application/vnd.dev.sigstore.trustedroot+json;version=0.1', got ''; create it with 'cosign trusted-root create'\n"
                .formatted(mirror.folder().resolve(ROOT)));
  }

  @Test
  void reportsWhatIsWrongInTheOtherFile() throws IOException {
    mirror.write(ROOT, Sigstores.trustedRoot("acme.example"));
    mirror.write(SIGNING, "{}");

    assertThat(mirror.error())
        .isEqualTo(
            "error: %s: a signing config must have the media type 'application/vnd.dev.sigstore.signingconfig.v0.2+json', got ''; create it with 'cosign signing-config create'\n"
                .formatted(mirror.folder().resolve(SIGNING)));
  }

  @Test
  void reportsASigstoreWithoutAMirror() {
    mirror.terminal().environment().remove("FLOTILLA_MIRROR");

    assertThat(mirror.error())
        .isEqualTo(
            "error: FLOTILLA_MIRROR_SIGSTORE must come with a mirror, got none; set FLOTILLA_MIRROR too\n");
  }

  @Test
  void reportsThatAMirrorHasKeysToo() throws IOException {
    mirror.write(ROOT, Sigstores.trustedRoot("acme.example"));
    mirror.write("acme/fleet.pub", "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n");
    mirror.terminal().environment().put("FLOTILLA_MIRROR_KEYS", "sigstore");

    assertThat(mirror.error())
        .isEqualTo(
            "error: FLOTILLA_MIRROR_SIGSTORE: a mirror must have keys or a Sigstore of its own, got both; drop one\n");
  }
}
