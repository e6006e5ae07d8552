package dev.flotilla.main.publish;

import dev.flotilla.main.publish.content.Digest;
import dev.flotilla.main.publish.content.PackedFolder;
import dev.flotilla.main.publish.registry.ArtifactManifest;
import dev.flotilla.main.publish.sbom.FolderContent;
import dev.flotilla.main.report.Report;
import dev.flotilla.main.report.Step;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One artifact that is about to be published. */
public final class PreparedPublish {
  private final Report report;
  private final ArtifactPublisher publisher;
  private final String name;
  private final Revision revision;
  private final ArtifactContent content;
  private @Nullable PackedFolder packed;

  PreparedPublish(
      Report report,
      ArtifactPublisher publisher,
      String name,
      Revision revision,
      ArtifactContent content) {
    this.report = report;
    this.publisher = publisher;
    this.name = name;
    this.revision = revision;
    this.content = content;
  }

  /** Publishes it; returns what the channel points to now, or its version's tag if it has rings. */
  public String run() {
    return run(Optional.empty());
  }

  /**
   * Publishes it with a list of what is in it.
   *
   * @param content what it puts on clusters, if that was looked at
   */
  public String run(Optional<FolderContent> content) {
    return publisher.publish(revision, packed(), content).toString();
  }

  /** Returns what the channel points to before, if that is anything. */
  public Optional<ArtifactManifest> current() {
    return publisher.current();
  }

  /** Returns what is published, packed once. */
  public PackedFolder packed() {
    if (packed == null) {
      packed = pack();
    }
    return packed;
  }

  private PackedFolder pack() {
    try (Step step = report.step(name, "pack")) {
      PackedFolder folder = content.pack(revision);
      step.done(Digest.shortened(folder + ", of " + revision.text()));
      return folder;
    }
  }
}
