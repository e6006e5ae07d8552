package dev.flotilla.main.publish;

import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.version.Version;
import dev.flotilla.main.publish.content.Digest;
import dev.flotilla.main.publish.content.PackedFolder;
import dev.flotilla.main.publish.registry.ArtifactManifest;
import dev.flotilla.main.publish.registry.ArtifactRegistry;
import dev.flotilla.main.publish.registry.PublishedDigest;
import dev.flotilla.main.publish.sbom.FolderContent;
import dev.flotilla.main.publish.signature.BuildRun;
import dev.flotilla.main.publish.signature.Signatures;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Report;
import dev.flotilla.main.report.Step;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Publishes one artifact. The channel's tag moves last, so whenever this is killed, the channel
 * still points to an artifact that its clusters accept, and the next run completes the publish. A
 * channel with rings does not move: a rollout moves these.
 */
final class ArtifactPublisher {
  private final Report report;
  private final ChannelArtifact artifact;
  private final ArtifactRegistry registry;
  private final ArtifactProof proof;
  private final SignedVersions versions;
  private final ChannelMove channel;
  private final List<String> rings;

  ArtifactPublisher(
      Report report,
      ChannelArtifact artifact,
      String channel,
      List<String> rings,
      ArtifactRegistry registry,
      Signatures signatures,
      BuildRun run) {
    this.report = report;
    this.artifact = artifact;
    this.registry = registry;
    this.proof = new ArtifactProof(report, artifact, channel, signatures, run);
    this.versions = new SignedVersions(artifact, registry, signatures);
    this.channel = new ChannelMove(artifact, channel, registry, versions);
    this.rings = rings;
  }

  /** Returns what the channel points to, if that is anything. */
  Optional<ArtifactManifest> current() {
    return proof.awaiting(channel::current);
  }

  /**
   * Publishes {@code folder}; returns what the channel, or with rings the version, points to.
   *
   * @param content what that puts on clusters, if it was looked at
   */
  PublishedDigest publish(Revision revision, PackedFolder folder, Optional<FolderContent> content) {
    String tag = revision.tag(folder).tag();
    return rings.isEmpty()
        ? publishToChannel(revision, folder, content, tag)
        : publishVersion(revision, folder, content, tag);
  }

  private PublishedDigest publishVersion(
      Revision revision, PackedFolder folder, Optional<FolderContent> content, String tag) {
    Optional<ArtifactManifest> tagged = proof.awaiting(() -> registry.find(tag));
    if (tagged.isPresent() && isDone(revision, folder, tagged.get())) {
      return unchanged(tag, tagged.get());
    }
    ArtifactManifest manifest = version(revision, folder, content, tag, tagged);
    report.status(
        "%s: rings: %s stay where they are until a rollout moves them"
            .formatted(artifact.name(), String.join(", ", rings)));
    return proof.reference(manifest);
  }

  private PublishedDigest publishToChannel(
      Revision revision, PackedFolder folder, Optional<FolderContent> content, String tag) {
    // In this order: a concurrent publish sets the tag of its version before the channel.
    SortedSet<String> before = proof.awaiting(registry::tags);
    Optional<ArtifactManifest> current = proof.awaiting(channel::current);
    Optional<ArtifactManifest> tagged = proof.awaiting(() -> registry.find(tag));
    if (current.isPresent() && isDone(revision, folder, current.get())) {
      return unchanged(channel.name(), current.get());
    }
    current.ifPresent(manifest -> revision.requireForward(manifest, channel.toString()));
    ArtifactManifest manifest = version(revision, folder, content, tag, tagged);
    Optional<ArtifactManifest> now = channel.current();
    if (now.isPresent() && !now.equals(current)) {
      if (isDone(revision, folder, now.get())) {
        return unchanged(channel.name(), now.get());
      }
      revision.requireForward(now.get(), channel.toString());
    }
    return moved(proof.awaiting(() -> channel.move(manifest, revision, before)));
  }

  /**
   * Pushes and signs {@code folder} under the tag of its version, as far as that is not done.
   *
   * @param tagged what that tag points to
   */
  private ArtifactManifest version(
      Revision revision,
      PackedFolder folder,
      Optional<FolderContent> content,
      String tag,
      Optional<ArtifactManifest> tagged) {
    tagged.ifPresent(manifest -> requireContent(folder, manifest, tag));
    ArtifactManifest built = revision.manifest(folder);
    ArtifactManifest manifest = tagged.orElse(built);
    if (manifest.equals(built)) {
      proof.sign(manifest, content, () -> push(folder, manifest));
      proof.verify(manifest);
    } else {
      requireSigned(manifest, built, tag);
      proof.verifyPublished(manifest);
    }
    if (tagged.isEmpty()) {
      registry.find(tag).ifPresent(other -> requireContent(folder, other, tag));
      tag(manifest, tag);
    }
    return manifest;
  }

  private boolean isDone(Revision revision, PackedFolder folder, ArtifactManifest current) {
    return revision.isSame(current, folder) && proof.isSigned(current);
  }

  /** Rolls the channel back to a release; returns what it points to now. */
  PublishedDigest rollBack(Version version) {
    ArtifactManifest release =
        proof.awaiting(() -> registry.find(version.tag())).orElseThrow(() -> unpublished(version));
    proof.verifyPublished(release);
    Optional<ArtifactManifest> current = proof.awaiting(channel::current);
    Version highest = proof.awaiting(() -> versions.highest(version));
    ArtifactManifest target = highest.equals(version) ? release : release.asRollbackFrom(highest);
    if (current.filter(target::equals).isPresent() && proof.isSigned(target)) {
      return unchanged(channel.name(), target);
    }
    if (!target.equals(release)) {
      proof.signRollback(target, proof.reference(release), () -> registry.push(target));
      proof.verify(target);
      tag(target, "%s-rollback-from-%s".formatted(version.tag(), highest.tag()));
    }
    return moved(proof.awaiting(() -> channel.rollBack(target, current)));
  }

  private Failure unpublished(Version version) {
    List<String> releases = versions.releases().stream().map(VersionTag::tag).toList();
    return new Failure(
        "--rollback-to must name a published release of '%s', got '%s'; %s"
            .formatted(
                artifact.url(),
                version.tag(),
                releases.isEmpty() ? "it has none" : "it has: " + String.join(", ", releases)));
  }

  private void requireContent(PackedFolder folder, ArtifactManifest manifest, String tag) {
    if (!manifest.layer().equals(folder.digest())) {
      throw new Failure(
          "tag '%s' of '%s' must keep its content, %s, got %s; publish another commit or version"
              .formatted(tag, artifact.url(), manifest.layer(), folder.digest()));
    }
  }

  private void push(PackedFolder folder, ArtifactManifest manifest) {
    try (Step step = report.step(artifact.name(), "push")) {
      registry.push(folder, manifest);
      step.done(Digest.shortened(proof.reference(manifest).address()));
    }
  }

  /**
   * Whoever can push can set a version's tag first, with the same content and other annotations,
   * such as those of a rollback: signing that would make it true.
   */
  private void requireSigned(ArtifactManifest manifest, ArtifactManifest built, String tag) {
    if (!proof.isSigned(manifest)) {
      throw new Failure(
          "tag '%s' of '%s' must point to the manifest of this build, %s, got the unsigned %s; remove that tag from the registry, or publish another commit or version"
              .formatted(tag, artifact.url(), built.digest(), manifest.digest()));
    }
  }

  private void tag(ArtifactManifest manifest, String tag) {
    registry.tag(manifest, tag);
    report.status("%s: tag: %s".formatted(artifact.name(), tag));
  }

  private PublishedDigest unchanged(String tag, ArtifactManifest manifest) {
    return at("unchanged", tag, manifest);
  }

  private PublishedDigest moved(ArtifactManifest manifest) {
    return at("channel", channel.name(), manifest);
  }

  private PublishedDigest at(String what, String tag, ArtifactManifest manifest) {
    report.status(
        "%s: %s: %s is at %s"
            .formatted(
                artifact.name(),
                what,
                tag,
                Digest.shortened(manifest.revision() + ", " + manifest.digest())));
    return proof.reference(manifest);
  }
}
