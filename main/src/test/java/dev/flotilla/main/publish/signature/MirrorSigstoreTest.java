package dev.flotilla.main.publish.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.fixture.ExampleFleet;
import dev.flotilla.fleet.fixture.Sigstores;
import dev.flotilla.fleet.sigstore.Sigstore;
import dev.flotilla.fleet.sigstore.TrustedRoot;
import dev.flotilla.main.command.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorSigstoreTest {
  private static final String ROOT = "trusted_root.json";
  private static final String SIGNING = "signing_config.v0.2.json";

  private final Terminal terminal = new Terminal();

  @TempDir Path folder;

  @BeforeEach
  void mirror() {
    terminal.environment().put("FLOTILLA_MIRROR", "ghcr.io=registry.acme.example");
    terminal.environment().put("FLOTILLA_MIRROR_SIGSTORE", "sigstore");
  }

  @Test
  void isWhatTheFilesInTheFolderDescribe() throws IOException {
    MirrorSigstore mirror = new MirrorSigstore(folder.resolve("sigstore"));
    write(ROOT, Sigstores.trustedRoot("acme.example"));

    assertThat(mirror.sigstore())
        .isEqualTo(new Sigstore(new TrustedRoot(Sigstores.trustedRoot("acme.example"))));

    write(SIGNING, Sigstores.signingConfig("acme.example"));

    assertThat(mirror.sigstore()).isEqualTo(Sigstores.of("acme.example"));
    assertThat(terminal.run(folder, "list --artifacts", ExampleFleet::fleet)).isZero();
  }

  @Test
  void reportsAMissingFile() {
    assertThat(error())
        .isEqualTo(
            "error: 'trusted_root.json' in the folder of FLOTILLA_MIRROR_SIGSTORE must name a file that you can read, got '%s'; create it with 'cosign trusted-root create', or correct the path\n"
                .formatted(folder.resolve("sigstore").resolve(ROOT)));
  }

  @Test
  void reportsWhatIsWrongInAFile() throws IOException {
    write(ROOT, "{}");

    assertThat(error())
        .isEqualTo(
            "error: %s: a trusted root must have the media type 'application/vnd.dev.sigstore.trustedroot+json;version=0.1', got ''; create it with 'cosign trusted-root create'\n"
                .formatted(folder.resolve("sigstore").resolve(ROOT)));
  }

  @Test
  void reportsWhatIsWrongInTheOtherFile() throws IOException {
    write(ROOT, Sigstores.trustedRoot("acme.example"));
    write(SIGNING, "{}");

    assertThat(error())
        .isEqualTo(
            "error: %s: a signing config must have the media type 'application/vnd.dev.sigstore.signingconfig.v0.2+json', got ''; create it with 'cosign signing-config create'\n"
                .formatted(folder.resolve("sigstore").resolve(SIGNING)));
  }

  @Test
  void reportsOneWithoutAMirror() {
    terminal.environment().remove("FLOTILLA_MIRROR");

    assertThat(error())
        .isEqualTo(
            "error: FLOTILLA_MIRROR_SIGSTORE must come with a mirror, got none; set FLOTILLA_MIRROR too\n");
  }

  @Test
  void reportsThatAMirrorHasKeysToo() throws IOException {
    write(ROOT, Sigstores.trustedRoot("acme.example"));
    write("acme/fleet.pub", "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n");
    terminal.environment().put("FLOTILLA_MIRROR_KEYS", "sigstore");

    assertThat(error())
        .isEqualTo(
            "error: FLOTILLA_MIRROR_SIGSTORE: a mirror must have keys or a Sigstore of its own, got both; drop one\n");
  }

  private String error() {
    assertThat(terminal.run(folder, "list", ExampleFleet::fleet)).isEqualTo(1);
    return terminal.errors();
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve("sigstore").resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
