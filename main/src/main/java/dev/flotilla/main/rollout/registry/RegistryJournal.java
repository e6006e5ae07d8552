package dev.flotilla.main.rollout.registry;

import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.main.publish.registry.ArtifactManifest;
import dev.flotilla.main.publish.registry.ArtifactRegistry;
import dev.flotilla.main.publish.registry.PublishedDigest;
import dev.flotilla.main.publish.signature.Signatures;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.rollout.RolloutJournal;
import dev.flotilla.main.rollout.RolloutRecord;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the record of a rollout beside its artifact, as an annotation of a manifest at the tag
 * {@code rollout-<channel>}. Anyone who can push can set that tag, so the record is signed, and one
 * that is not is refused.
 */
public final class RegistryJournal implements RolloutJournal {
  private static final String TYPE = "application/vnd.dev.flotilla.rollout.v1+json";
  private static final String ANNOTATION = "dev.flotilla.rollout";

  private final ChannelArtifact artifact;
  private final String tag;
  private final ArtifactRegistry registry;
  private final Signatures signatures;
  private Optional<ArtifactManifest> verified = Optional.empty();

  /**
   * Looks at nothing yet.
   *
   * @param signatures those of who may roll out
   */
  public RegistryJournal(
      ChannelArtifact artifact, Channel channel, ArtifactRegistry registry, Signatures signatures) {
    this.artifact = artifact;
    this.tag = "rollout-" + channel.tag();
    this.registry = registry;
    this.signatures = signatures;
  }

  @Override
  public Optional<RolloutRecord> read() {
    Optional<ArtifactManifest> manifest = registry.find(tag);
    manifest.ifPresent(this::requireSigned);
    return manifest.map(
        found -> RecordJson.parse(found.annotation(ANNOTATION), place(), this::malformed));
  }

  private String place() {
    return artifact.path() + ":" + tag;
  }

  /** Cosign takes a second: a record that has not changed is verified once. */
  private void requireSigned(ArtifactManifest manifest) {
    if (verified.filter(manifest::equals).isEmpty()) {
      PublishedDigest reference = new PublishedDigest(artifact, manifest.digest());
      Optional<String> refusal = signatures.refusal(reference);
      if (refusal.isPresent()) {
        throw new Failure(
            "the record of a rollout, '%s', must carry the signature of who may roll out, cosign said: %s; find out who has set tag '%s', and remove it"
                .formatted(reference.address(), refusal.get(), tag));
      }
      verified = Optional.of(manifest);
    }
  }

  private Failure malformed(String place) {
    return new Failure(
        "tag '%s' of '%s' must be at the record of its rollout, got something else%s; find out who has set it, and remove it"
            .formatted(tag, artifact.url(), place));
  }

  /** The tag moves last: whenever this is killed, it is at a record that is signed. */
  @Override
  public void write(RolloutRecord record) {
    ArtifactManifest manifest =
        ArtifactManifest.annotated(
            TYPE, ANNOTATION, RecordJson.text(record, place()), record.begun());
    PublishedDigest reference = new PublishedDigest(artifact, manifest.digest());
    List<Verification> missing = signatures.missing(reference);
    signatures.requirePossible(missing);
    registry.pushAnnotated(manifest);
    if (!missing.isEmpty()) {
      signatures.make(reference, missing);
    }
    registry.tag(manifest, tag);
  }
}
