package dev.flotilla.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The cosign that signs in sandboxes. */
final class Cosign {
  static final Path PROGRAM = Sandbox.built("cosign");

  private Cosign() {}

  /** Makes {@code <path>.pub} and {@code <path>.key} in a folder. */
  static void makeKeys(Path folder, String password, String... paths) {
    for (String path : paths) {
      try {
        Files.createDirectories(folder.resolve(path).getParent());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      ProcessStarter.of(PROGRAM.toString(), "generate-key-pair", "--output-key-prefix", path)
          .in(folder)
          .env("COSIGN_PASSWORD", password)
          .run()
          .succeeded();
    }
  }

  /** Returns whether the holder of a key has signed what is at an address, as Flux would find. */
  static boolean hasSigned(Path publicKey, String address) {
    return ProcessStarter.of(PROGRAM.toString(), "verify", "--allow-http-registry")
            .args("--insecure-ignore-tlog", "--key", publicKey.toString(), address)
            .run()
            .exitCode()
        == 0;
  }
}
