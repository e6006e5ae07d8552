package dev.flotilla.main.publish.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.fixture.ExampleFleet;
import dev.flotilla.main.command.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorKeysTest {
  private final Terminal terminal = new Terminal();

  @TempDir Path folder;

  @BeforeEach
  void mirror() {
    terminal.environment().put("FLOTILLA_MIRROR", "ghcr.io=registry.acme.example");
    terminal.environment().put("FLOTILLA_MIRROR_KEYS", "keys");
  }

  @Test
  void areThePublicKeysInTheFolderByTheArtifactsPaths() throws IOException {
    write("acme/fleet.pub", "fleet");
    write("acme/apps/web.pub", "web");
    write("acme/apps/web.key", "private");

    assertThat(new MirrorKeys(folder.resolve("keys")).publicKeys())
        .hasToString("{acme/apps/web=web, acme/fleet=fleet}");
  }

  @Test
  void reportArtifactsWithoutAKey() throws IOException {
    write("acme/fleet.pub", key("fleet"));

    assertThat(terminal.run(folder, "synth staging", ExampleFleet::fleet)).isEqualTo(1);
    assertThat(terminal.errors())
        .isEqualTo(
            """
            error: mirror: a mirror with keys must have one for each artifact that it serves, got none for 'acme/infra/cert-manager'; add its public key
            error: mirror: a mirror with keys must have one for each artifact that it serves, got none for 'acme/infra/monitoring'; add its public key
            error: mirror: a mirror with keys must have one for each artifact that it serves, got none for 'acme/apps/frontend'; add its public key
            error: mirror: a mirror with keys must have one for each artifact that it serves, got none for 'acme/apps/backend'; add its public key
            """);
  }

  @Test
  void reportAMissingFolder() {
    assertThat(error())
        .isEqualTo(
            "error: FLOTILLA_MIRROR_KEYS must be a folder, got '%s'; create it with 'flotilla keys', or correct the path\n"
                .formatted(folder.resolve("keys")));
  }

  @Test
  void reportAFolderWithoutKeys() throws IOException {
    write("acme/fleet.key", "private");

    assertThat(error())
        .isEqualTo(
            "error: FLOTILLA_MIRROR_KEYS must be a folder with the public key '<path>.pub' of each artifact, such as 'acme/fleet.pub', got none in '%s'\n"
                .formatted(folder.resolve("keys")));
  }

  @Test
  void reportOneKeyForTwoArtifacts() throws IOException {
    write("acme/fleet.pub", key("same"));
    write("acme/apps/web.pub", key("same"));

    assertThat(error())
        .isEqualTo(
            "error: FLOTILLA_MIRROR_KEYS: each artifact must have a key of its own, got one for 'acme/apps/web' and 'acme/fleet'; create another key pair for one of them\n");
  }

  @Test
  void reportKeysWithoutAMirror() throws IOException {
    terminal.environment().remove("FLOTILLA_MIRROR");
    write("acme/fleet.pub", key("fleet"));

    assertThat(error())
        .isEqualTo(
            "error: FLOTILLA_MIRROR_KEYS must come with a mirror, got none; set FLOTILLA_MIRROR too\n");
  }

  private String error() {
    assertThat(terminal.run(folder, "list", ExampleFleet::fleet)).isEqualTo(1);
    return terminal.errors();
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve("keys").resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String key(String text) {
    return "-----BEGIN PUBLIC KEY-----\n" + text + "\n-----END PUBLIC KEY-----\n";
  }
}
