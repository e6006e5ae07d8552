package dev.flotilla.main.publish.signature;

import dev.flotilla.fleet.sigstore.Sigstore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder with what describes the Sigstore of a mirror, under the names that a Sigstore itself
 * publishes them by: {@code trusted_root.json} and, where something is signed, {@code
 * signing_config.v0.2.json}.
 */
public record MirrorSigstore(Path folder) {
  /** The environment variable that names the folder. */
  public static final String VARIABLE = "FLOTILLA_MIRROR_SIGSTORE";

  /** Returns what the files say. */
  public Sigstore sigstore() {
    Sigstore trusting =
        new Sigstore(
            SigstoreFiles.trustedRoot(
                "'trusted_root.json' in the folder of " + VARIABLE,
                folder.resolve("trusted_root.json")));
    Path signing = folder.resolve("signing_config.v0.2.json");
    return Files.exists(signing)
        ? trusting.withSigningConfig(
            SigstoreFiles.signingConfig(
                "'signing_config.v0.2.json' in the folder of " + VARIABLE, signing))
        : trusting;
  }
}
