package dev.flotilla.tests;

import java.nio.file.Path;

/** The cosign that signs in sandboxes. */
final class Cosign {
  static final Path PROGRAM = Sandbox.built("cosign");

  private Cosign() {}

  /** Returns whether the holder of a key has signed what is at an address, as Flux would find. */
  static boolean hasSigned(Path publicKey, String address) {
    return ProcessStarter.of(PROGRAM.toString(), "verify", "--allow-http-registry")
            .args("--insecure-ignore-tlog", "--key", publicKey.toString(), address)
            .run()
            .exitCode()
        == 0;
  }
}
