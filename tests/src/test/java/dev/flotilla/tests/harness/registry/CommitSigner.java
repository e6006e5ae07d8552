package dev.flotilla.tests.harness.registry;

import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.project.Project;
import java.nio.file.Path;
import java.util.Map;

/**
 * Somebody who signs commits, with a key of SSH or of OpenPGP.
 *
 * @param publicKey the file that clusters are given
 */
public record CommitSigner(
    Path publicKey, Map<String, String> settings, Map<String, String> environment)
    implements AutoCloseable {
  private static final String NAME = "ann@acme.example";
  private static final String HOME = "GNUPGHOME";

  /** Creates a key of SSH in an empty folder. */
  public static CommitSigner ssh(Path folder) {
    Path key = folder.resolve("id_ed25519");
    run(Map.of(), "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", NAME, "-f", key.toString());
    Path publicKey = folder.resolve("id_ed25519.pub");
    return new CommitSigner(
        publicKey, Map.of("gpg.format", "ssh", "user.signingkey", publicKey.toString()), Map.of());
  }

  /** Creates a key of OpenPGP in an empty folder; its agent runs until the signer is closed. */
  public static CommitSigner openPgp(Path folder) {
    Map<String, String> home = Map.of(HOME, folder.toString());
    run(Map.of(), "chmod", "700", folder.toString());
    run(home, "gpg", "--batch", "--quiet", "--passphrase", "", "--quick-gen-key", NAME, "ed25519");
    Path publicKey = folder.resolve("keys.asc");
    Project.write(publicKey, run(home, "gpg", "--armor", "--export", NAME));
    return new CommitSigner(publicKey, Map.of("user.signingkey", NAME), home);
  }

  private static String run(Map<String, String> environment, String program, String... arguments) {
    return ProcessStarter.of(program).args(arguments).env(environment).run().succeeded().stdout();
  }

  @Override
  public void close() {
    if (environment.containsKey(HOME)) {
      run(environment, "gpgconf", "--kill", "all");
    }
  }
}
