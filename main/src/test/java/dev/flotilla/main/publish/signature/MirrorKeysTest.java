package dev.flotilla.main.publish.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.fixture.ExampleFleet;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorKeysTest {
  @TempDir Path folder;
  private MirrorSetup mirror;

  @BeforeEach
  void setUp() {
    mirror = MirrorSetup.of(folder, "FLOTILLA_MIRROR_KEYS", "keys");
  }

  @Test
  void mirrorKeysAreThePublicKeysInTheFolderByTheArtifactsPaths() throws IOException {
    mirror.write("acme/fleet.pub", "fleet");
    mirror.write("acme/apps/web.pub", "web");
    mirror.write("acme/apps/web.key", "private");

    assertThat(new MirrorKeys(mirror.folder()).publicKeys())
        .hasToString("{acme/apps/web=web, acme/fleet=fleet}");
  }

  @Test
  void mirrorKeysReportArtifactsWithoutAKey() throws IOException {
    mirror.write("acme/fleet.pub", key("fleet"));

    assertThat(mirror.terminal().run(folder, "synth staging", ExampleFleet::fleet)).isEqualTo(1);
    assertThat(mirror.terminal().errors())
        .isEqualTo(
            """
            error: mirror: a mirror with keys must have one for each artifact that it serves, got none for 'acme/infra/cert-manager'; add its public key
            error: mirror: a mirror with keys must have one for each artifact that it serves, got none for 'acme/infra/monitoring'; add its public key
            error: mirror: a mirror with keys must have one for each artifact that it serves, got none for 'acme/apps/frontend'; add its public key
            error: mirror: a mirror with keys must have one for each artifact that it serves, got none for 'acme/apps/backend'; add its public key
            """);
  }

  @Test
  void mirrorKeysReportAMissingFolder() {
    assertThat(mirror.error())
        .isEqualTo(
            "error: FLOTILLA_MIRROR_KEYS must be a folder, got '%s'; create it with 'flotilla keys', or correct the path\n"
                .formatted(mirror.folder()));
  }

  @Test
  void mirrorKeysReportAFolderWithoutKeys() throws IOException {
    mirror.write("acme/fleet.key", "private");

    assertThat(mirror.error())
        .isEqualTo(
            "error: FLOTILLA_MIRROR_KEYS must be a folder with the public key '<path>.pub' of each artifact, such as 'acme/fleet.pub', got none in '%s'\n"
                .formatted(mirror.folder()));
  }

  @Test
  void mirrorKeysReportOneKeyForTwoArtifacts() throws IOException {
    mirror.write("acme/fleet.pub", key("same"));
    mirror.write("acme/apps/web.pub", key("same"));

    assertThat(mirror.error())
        .isEqualTo(
            "error: FLOTILLA_MIRROR_KEYS: each artifact must have a key of its own, got one for 'acme/apps/web' and 'acme/fleet'; create another key pair for one of them\n");
  }

  @Test
  void mirrorKeysReportKeysWithoutAMirror() throws IOException {
    mirror.terminal().environment().remove("FLOTILLA_MIRROR");
    mirror.write("acme/fleet.pub", key("fleet"));

    assertThat(mirror.error())
        .isEqualTo(
            "error: FLOTILLA_MIRROR_KEYS must come with a mirror, got none; set FLOTILLA_MIRROR too\n");
  }

  private static String key(String text) {
    return "-----BEGIN PUBLIC KEY-----\n" + text + "\n-----END PUBLIC KEY-----\n";
  }
}
