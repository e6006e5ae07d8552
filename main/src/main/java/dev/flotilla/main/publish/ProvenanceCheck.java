package dev.flotilla.main.publish;

import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.publish.registry.ArtifactRegistry;
import dev.flotilla.main.publish.registry.PublishedDigest;
import dev.flotilla.main.publish.signature.Attestations;
import dev.flotilla.main.publish.signature.Cosign;
import dev.flotilla.main.publish.signature.ProvenanceFinding;
import dev.flotilla.main.publish.signature.Signatures;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.SecretMask;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Verifies the provenance of what clusters run, of several artifacts at the same time. */
public final class ProvenanceCheck {
  private final Map<String, String> environment;
  private final Path folder;
  private final SecretMask secrets;

  /** Why a registry does not answer, empty if it does: each is asked once, and others wait. */
  private final Map<String, Optional<String>> silence = new ConcurrentHashMap<>();

  private @Nullable Cosign cosign;

  /**
   * Looks at nothing yet.
   *
   * @param folder where programs are started
   * @param secrets gets the secrets of the logins to registries
   */
  public ProvenanceCheck(Map<String, String> environment, Path folder, SecretMask secrets) {
    this.environment = environment;
    this.folder = folder;
    this.secrets = secrets;
  }

  /**
   * Returns what the signer of {@code digest} says.
   *
   * @param revision what the cluster says that it was built from; empty if it does not
   */
  public ProvenanceFinding of(ChannelArtifact artifact, String digest, String revision) {
    try {
      cosign();
      Optional<String> silent =
          silence.computeIfAbsent(artifact.url().host(), host -> silence(artifact, digest));
      if (silent.isPresent()) {
        return ProvenanceFinding.notChecked(silent.get());
      }
      Signatures signatures = new Signatures(artifact, this::cosign, environment, Optional.empty());
      return new Attestations(artifact, signatures)
          .inspect(new PublishedDigest(artifact, digest), revision);
    } catch (Failure failure) {
      return ProvenanceFinding.notChecked(failure.getMessage());
    }
  }

  private Optional<String> silence(ChannelArtifact artifact, String digest) {
    try {
      ArtifactRegistry.open(artifact, environment, "pull", TimeLimits.STATUS, secrets)
          .findDigest(digest);
      return Optional.empty();
    } catch (Failure failure) {
      return Optional.of(failure.getMessage());
    }
  }

  private synchronized Cosign cosign() {
    if (cosign == null) {
      cosign = Cosign.find(environment, folder, TimeLimits.STATUS);
    }
    return cosign;
  }
}
