package dev.flotilla.main.publish.signature;

import dev.flotilla.fleet.sigstore.SigningConfig;
import dev.flotilla.fleet.sigstore.Sigstore;
import dev.flotilla.fleet.sigstore.TrustedRoot;
import dev.flotilla.fleet.source.KeylessVerification;
import dev.flotilla.fleet.source.KeylessVerification.Trusted;
import dev.flotilla.main.process.TemporaryFolder;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The files by which cosign takes another Sigstore for the public one. */
public final class SigstoreFiles {
  private SigstoreFiles() {}

  /**
   * Reads a trusted root.
   *
   * @param what the option or variable that names the file
   */
  public static TrustedRoot trustedRoot(String what, Path file) {
    return read(what, file, "trusted-root", TrustedRoot::new);
  }

  /**
   * Reads a signing config.
   *
   * @param what the option or variable that names the file
   */
  public static SigningConfig signingConfig(String what, Path file) {
    return read(what, file, "signing-config", SigningConfig::new);
  }

  private static <T> T read(String what, Path file, String kind, Function<String, T> parser) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new Failure(
          "%s must name a file that you can read, got '%s'; create it with 'cosign %s create', or correct the path"
              .formatted(what, file, kind));
    }
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new Failure(file + ": " + e.getMessage());
    }
  }

  /** Returns the options of a cosign that verifies as clusters with this rule do. */
  static List<String> verifying(KeylessVerification rule) {
    return verifying(sigstore(rule).map(own -> own.trustedRoot().json()).orElse(""));
  }

  /**
   * Returns those of one that verifies by a trusted root.
   *
   * @param trustedRoot the text of the file; empty means the public Sigstore
   */
  static List<String> verifying(String trustedRoot) {
    return trustedRoot.isEmpty()
        ? List.of()
        : List.of("--trusted-root", write("trusted-root", trustedRoot));
  }

  /** Returns the options of a cosign that signs for clusters with this rule. */
  static List<String> signing(KeylessVerification rule) {
    List<String> options = new ArrayList<>(verifying(rule));
    sigstore(rule)
        .flatMap(Sigstore::signingConfig)
        .ifPresent(
            config ->
                options.addAll(
                    List.of("--signing-config", write("signing-config", config.json()))));
    return options;
  }

  private static Optional<Sigstore> sigstore(KeylessVerification rule) {
    return rule instanceof Trusted trusted ? Optional.of(trusted.sigstore()) : Optional.empty();
  }

  private static String write(String kind, String json) {
    try {
      Path file = Files.createTempFile(TemporaryFolder.path(), kind, ".json");
      return Files.writeString(file, json).toString();
    } catch (IOException e) {
      throw new Failure(
          "cannot write the %s that cosign reads, got '%s'; make that folder writable for you"
              .formatted(kind, TemporaryFolder.path()));
    }
  }
}
