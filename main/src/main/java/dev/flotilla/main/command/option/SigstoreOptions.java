package dev.flotilla.main.command.option;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.sigstore.SigningConfig;
import dev.flotilla.fleet.sigstore.Sigstore;
import dev.flotilla.fleet.sigstore.TrustedRoot;
import dev.flotilla.fleet.source.KeylessVerification.Trusted;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.publish.signature.SigstoreFiles;
import dev.flotilla.main.report.Failure;
import java.nio.file.Path;
import java.util.Collection;
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
        "signatures without a key are made and verified by it."
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

  /** Returns the fleet of a run, as it signs and verifies with these options. */
  public Fleet applied(Invocation invocation) {
    Fleet fleet = invocation.fleet();
    Optional<TrustedRoot> root =
        trustedRoot.map(file -> SigstoreFiles.trustedRoot(ROOT, invocation.resolve(file)));
    Optional<SigningConfig> signing =
        signingConfig.map(file -> SigstoreFiles.signingConfig(SIGNING, invocation.resolve(file)));
    if (fleet.registries().sigstores().isEmpty()) {
      return root.map(Sigstore::new)
          .map(sigstore -> fleet.toBuilder().sigstore(with(sigstore, signing)).build())
          .orElseGet(() -> unchanged(fleet));
    }
    fleet.registries().sigstores().forEach(declared -> requireEqual(declared, root));
    return signing(fleet, signing);
  }

  private static Sigstore with(Sigstore sigstore, Optional<SigningConfig> signing) {
    return signing.map(sigstore::withSigningConfig).orElse(sigstore);
  }

  private static Fleet signing(Fleet fleet, Optional<SigningConfig> signing) {
    Fleet.Builder changed = fleet.toBuilder();
    fleet.sigstore().ifPresent(own -> changed.sigstore(with(own, signing)));
    fleet
        .mirror()
        .sigstore()
        .ifPresent(own -> changed.mirror(fleet.mirror().withSigstore(with(own, signing))));
    return changed.build();
  }

  private Fleet unchanged(Fleet fleet) {
    if (signingConfig.isPresent()) {
      throw new Failure(
          "%s must come with the trusted root that clusters verify by, got none in the fleet; set %s too"
              .formatted(SIGNING, ROOT));
    }
    return fleet;
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
