package dev.flotilla.tests.harness.registry;

import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.project.Project;
import java.nio.file.Path;

/** The cosign that signs in sandboxes. */
public final class Cosign {
  public static final Path PROGRAM = Sandbox.built("cosign");

  private Cosign() {}

  /** Returns the private key of a new pair, which has no password. */
  public static Path newKey() {
    Path prefix = Project.emptyFolder("key").resolve("cosign");
    ProcessStarter.of(PROGRAM.toString(), "generate-key-pair")
        .args("--output-key-prefix", prefix.toString())
        .env("COSIGN_PASSWORD", "")
        .run()
        .succeeded();
    return prefix.resolveSibling("cosign.key");
  }

  /** Signs an artifact as the holder of a key. */
  public static void sign(Path privateKey, String password, String artifact) {
    ProcessStarter.of(PROGRAM.toString(), "sign", "--yes", "--allow-http-registry")
        .args("--tlog-upload=false", "--use-signing-config=false")
        .args("--key", privateKey.toString(), artifact)
        .env("COSIGN_PASSWORD", password)
        .run()
        .succeeded();
  }

  /** Returns whether the holder of a key has signed what is at an address, as Flux would find. */
  public static boolean hasSigned(Path publicKey, String address) {
    return ProcessStarter.of(PROGRAM.toString(), "verify", "--allow-http-registry")
            .args("--insecure-ignore-tlog", "--key", publicKey.toString(), address)
            .run()
            .exitCode()
        == 0;
  }
}
