package dev.flotilla.main.command.option;

import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.sigstore.SigningConfig;
import dev.flotilla.fleet.sigstore.Sigstore;
import dev.flotilla.fleet.sigstore.TrustedRoot;
import dev.flotilla.fleet.source.KeylessVerification;
import dev.flotilla.fleet.source.KeylessVerification.Trusted;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.publish.signature.SigstoreFiles;
import dev.flotilla.main.report.Failure;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which Sigstore vouches for what is published. */
public final class SigstoreOptions {
  private static final String ROOT = "--trusted-root";
  private static final String SIGNING = "--signing-config";

  @Option(
      names = ROOT,
      paramLabel = "FILE",
      description = {
        "The trusted root that clusters have where the fleet names none:",
        "signatures without a key are created and verified by it."
      })
  private Optional<Path> trustedRoot = Optional.empty();

  @Option(
      names = SIGNING,
      paramLabel = "FILE",
      description = {
        "Where to ask for certificates, log entries and times, instead of",
        "where the fleet says."
      })
  private Optional<Path> signingConfig = Optional.empty();

  /**
   * Returns artifacts as they are signed and verified with these options.
   *
   * @param all those of the channel, whose rules say which Sigstores its clusters trust
   */
  public List<ChannelArtifact> applied(
      Invocation invocation,
      Collection<ChannelArtifact> artifacts,
      Collection<ChannelArtifact> all) {
    Optional<TrustedRoot> root =
        trustedRoot.map(file -> SigstoreFiles.trustedRoot(ROOT, invocation.resolve(file)));
    Optional<SigningConfig> signing =
        signingConfig.map(file -> SigstoreFiles.signingConfig(SIGNING, invocation.resolve(file)));
    List<Sigstore> declared = declared(all);
    declared.forEach(one -> requireEqual(one, root));
    if (declared.isEmpty() && root.isEmpty() && signing.isPresent()) {
      throw new Failure(
          "%s must come with the trusted root that clusters verify by, got none in the fleet; set %s too"
              .formatted(SIGNING, ROOT));
    }
    Optional<Sigstore> given = declared.isEmpty() ? root.map(Sigstore::new) : Optional.empty();
    return artifacts.stream()
        .map(
            artifact ->
                artifact.withVerifications(
                    artifact.verifications().stream()
                        .map(rule -> applied(rule, given, signing))
                        .toList()))
        .toList();
  }

  private static List<Sigstore> declared(Collection<ChannelArtifact> all) {
    return all.stream()
        .flatMap(artifact -> artifact.verifications().stream())
        .filter(Trusted.class::isInstance)
        .map(rule -> ((Trusted) rule).sigstore())
        .distinct()
        .toList();
  }

  private static Verification applied(
      Verification rule, Optional<Sigstore> given, Optional<SigningConfig> signing) {
    Optional<Sigstore> sigstore =
        rule instanceof Trusted trusted ? Optional.of(trusted.sigstore()) : given;
    return rule instanceof KeylessVerification keyless && sigstore.isPresent()
        ? keyless.trusting(signing.map(sigstore.get()::withSigningConfig).orElseGet(sigstore::get))
        : rule;
  }

  /** The clusters would refuse what is verified by another. */
  private void requireEqual(Sigstore declared, Optional<TrustedRoot> root) {
    if (root.isPresent() && !root.get().equals(declared.trustedRoot())) {
      throw new Failure(
          "%s must be the trusted root that the clusters have as '%s', got another in '%s'; drop the option, or change the fleet"
              .formatted(ROOT, declared.secretName(), trustedRoot.orElseThrow()));
    }
  }

  /** Refuses options that nothing of what is published looks at. */
  public void requireUse(Collection<ChannelArtifact> artifacts) {
    boolean isUsed =
        artifacts.stream()
            .flatMap(artifact -> artifact.verifications().stream())
            .anyMatch(Trusted.class::isInstance);
    if (!isUsed && (trustedRoot.isPresent() || signingConfig.isPresent())) {
      throw new Failure(
          "%s and %s must be for artifacts that are signed without a key, got none; drop them"
              .formatted(ROOT, SIGNING));
    }
  }
}
