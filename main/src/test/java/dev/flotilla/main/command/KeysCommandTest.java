package dev.flotilla.main.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs no cosign. */
class KeysCommandTest {
  private static final String[] ARTIFACTS = {
    "fleet", "infra/cert-manager", "infra/monitoring", "apps/frontend", "apps/backend"
  };

  private final Terminal terminal = new Terminal();

  @TempDir Path folder;

  @Test
  void keepsExistingKeysAlsoWithoutTheirPrivateKeys() throws IOException {
    for (String artifact : ARTIFACTS) {
      write(artifact + ".pub");
    }

    assertThat(terminal.run(folder, "keys mine")).isZero();
    assertThat(terminal.errors()).isEqualTo("keys: unchanged: 5 in mine\n");
  }

  @Test
  void needsNoMirrorAndNoExistingKeys() throws IOException {
    terminal.environment().put("FLOTILLA_MIRROR_KEYS", "mine");
    keepsExistingKeysAlsoWithoutTheirPrivateKeys();
  }

  @Test
  void reportsAllPrivateKeysWithoutTheirPublicOnes() throws IOException {
    Path fleet = write("fleet.key");
    Path backend = write("apps/backend.key");

    assertThat(terminal.run(folder, "keys mine")).isEqualTo(1);
    assertThat(terminal.errors())
        .isEqualTo(
            """
            error: a private key must have its public one beside it, got '%1$s' alone; run 'cosign public-key --key %1$s --outfile %2$s'
            error: a private key must have its public one beside it, got '%3$s' alone; run 'cosign public-key --key %3$s --outfile %4$s'
            """
                .formatted(
                    fleet,
                    fleet.resolveSibling("fleet.pub"),
                    backend,
                    backend.resolveSibling("backend.pub")));
  }

  @Test
  void refusesAMissingPassword() {
    assertThat(terminal.run(folder, "keys mine")).isEqualTo(1);
    assertThat(terminal.errors())
        .isEqualTo(
            "error: private keys must be encrypted with a password, got no COSIGN_PASSWORD; set it, to an empty value if only you can read the folder\n");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesAFolderThatCannotBeCreated() throws IOException {
    terminal.environment().put("COSIGN_PASSWORD", "");
    terminal.environment().put("FLOTILLA_COSIGN", cosign());
    Files.writeString(folder.resolve("mine"), "a file");

    assertThat(terminal.run(folder, "keys mine")).isEqualTo(1);
    assertThat(terminal.errors())
        .isEqualTo(
            "error: cannot create the folder of keys, got '%s'; make its parent writable for you\n"
                .formatted(folder.resolve("mine/acme")));
  }

  /** One that is new enough, and is asked for nothing else. */
  private String cosign() throws IOException {
    Path program =
        Files.writeString(folder.resolve("cosign"), "#!/bin/sh\necho GitVersion: v3.1.3\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return program.toString();
  }

  private Path write(String file) throws IOException {
    Path path = folder.resolve("mine/acme").resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, "key");
  }
}
