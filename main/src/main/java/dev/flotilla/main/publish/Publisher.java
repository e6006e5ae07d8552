package dev.flotilla.main.publish;

import dev.flotilla.constructs.flux.Verification;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Report;
import dev.flotilla.main.report.Step;
import dev.flotilla.stacks.ChannelArtifact;
import java.util.List;
import java.util.Optional;

/**
 * Moves the channel of one artifact. Its tag moves last of all, so whenever this is killed the
 * channel is at what its clusters accept, and the next run finishes what was begun.
 */
final class Publisher {
  private final Report report;
  private final ChannelArtifact artifact;
  private final String channel;
  private final ArtifactRegistry registry;
  private final Signatures signatures;

  Publisher(
      Report report,
      ChannelArtifact artifact,
      String channel,
      ArtifactRegistry registry,
      Signatures signatures) {
    this.report = report;
    this.artifact = artifact;
    this.channel = channel;
    this.registry = registry;
    this.signatures = signatures;
  }

  /** Publishes {@code folder}; returns what the channel is at now. */
  Reference publish(Revision revision, PackedFolder folder) {
    String tag = revision.tag(folder);
    Optional<ArtifactManifest> current = registry.find(channel);
    Optional<ArtifactManifest> tagged = registry.find(tag);
    if (current.isPresent() && revision.isSame(current.get(), folder, tagged.equals(current))) {
      Reference reference = reference(current.get());
      if (signatures.missing(reference).isEmpty()) {
        report.status(
            "%s: unchanged: %s is at %s".formatted(artifact.name(), channel, told(current.get())));
        return reference;
      }
    }
    current.ifPresent(manifest -> revision.requireForward(manifest, channelOfArtifact()));
    tagged.ifPresent(manifest -> requireContent(folder, manifest, tag));

    ArtifactManifest manifest = tagged.orElseGet(() -> revision.manifest(folder));
    sign(manifest, () -> push(folder, manifest));
    verify(manifest);
    if (tagged.isEmpty()) {
      registry.tag(manifest, tag);
      report.status("%s: tag: %s".formatted(artifact.name(), tag));
    }
    return move(manifest);
  }

  /** Lets the channel go back to a release; returns what it is at now. */
  Reference rollBack(ReleaseVersion version) {
    ArtifactManifest manifest =
        registry.find(version.toString()).orElseThrow(() -> unpublished(version));
    verify(manifest);
    if (registry.find(channel).filter(manifest::equals).isPresent()) {
      report.status(
          "%s: unchanged: %s is at %s".formatted(artifact.name(), channel, told(manifest)));
      return reference(manifest);
    }
    return move(manifest);
  }

  private Failure unpublished(ReleaseVersion version) {
    List<String> releases = registry.releases().stream().map(ReleaseVersion::toString).toList();
    return new Failure(
        "a release to go back to must be published, got '%s' of '%s'; %s"
            .formatted(
                version,
                artifact.url(),
                releases.isEmpty() ? "it has none" : "it has: " + String.join(", ", releases)));
  }

  private void requireContent(PackedFolder folder, ArtifactManifest manifest, String tag) {
    if (!manifest.layer().equals(folder.digest())) {
      throw new Failure(
          "tag '%s' of '%s' must stay what it is, %s, got other content, %s; publish another commit or version"
              .formatted(tag, artifact.url(), manifest.layer(), folder.digest()));
    }
  }

  private void push(PackedFolder folder, ArtifactManifest manifest) {
    try (Step step = report.step(artifact.name(), "push")) {
      registry.push(folder, manifest);
      step.done(Digest.shortened(reference(manifest).address()));
    }
  }

  /** What cannot be signed is not even pushed. */
  private void sign(ArtifactManifest manifest, Runnable push) {
    Reference reference = reference(manifest);
    List<Verification> missing = signatures.missing(reference);
    signatures.requirePossible(missing);
    push.run();
    if (!missing.isEmpty()) {
      try (Step step = report.step(artifact.name(), "sign")) {
        step.done(signatures.make(reference, missing));
      }
    }
  }

  private void verify(ArtifactManifest manifest) {
    try (Step step = report.step(artifact.name(), "verify")) {
      step.done(signatures.verify(reference(manifest), channel));
    }
  }

  private Reference move(ArtifactManifest manifest) {
    registry.tag(manifest, channel);
    report.status("%s: channel: %s is at %s".formatted(artifact.name(), channel, told(manifest)));
    return reference(manifest);
  }

  private Reference reference(ArtifactManifest manifest) {
    return new Reference(artifact, manifest.digest());
  }

  private String channelOfArtifact() {
    return "channel '%s' of '%s'".formatted(channel, artifact.url());
  }

  private static String told(ArtifactManifest manifest) {
    return Digest.shortened(manifest.revision() + ", " + manifest.digest());
  }
}
