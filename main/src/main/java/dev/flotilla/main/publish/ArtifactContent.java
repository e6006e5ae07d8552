package dev.flotilla.main.publish;

import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.fleet.descriptor.RenderedFleet;
import dev.flotilla.fleet.version.Version;
import dev.flotilla.main.publish.content.PackedFile;
import dev.flotilla.main.publish.content.PackedFolder;
import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.publish.git.GitFiles;
import dev.flotilla.main.publish.git.GitRepository;
import dev.flotilla.main.publish.git.HiddenChanges;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What an artifact is made of. */
public final class ArtifactContent {
  private final Path origin;
  private final String tagPrefix;

  /** Renders a fleet; empty for a component, whose files come from Git. */
  private final Optional<Supplier<RenderedFleet>> artifact;

  private ArtifactContent(
      Path origin, String tagPrefix, Optional<Supplier<RenderedFleet>> artifact) {
    this.origin = origin;
    this.tagPrefix = tagPrefix;
    this.artifact = artifact;
  }

  /**
   * Returns the fleet artifact, which is rendered from what is in a Git repository.
   *
   * @param artifact renders it, when it is packed
   * @param origin any folder of the repository
   * @param tagPrefix what stands before the version in the Git tags of its releases
   */
  public static ArtifactContent rendered(
      Supplier<RenderedFleet> artifact, Path origin, String tagPrefix) {
    return new ArtifactContent(origin, tagPrefix, Optional.of(artifact));
  }

  /**
   * Returns a component: the files of a folder as Git has them, or would commit them.
   *
   * @param tagPrefix what stands before the version in the Git tags of its releases
   */
  public static ArtifactContent component(Path folder, String tagPrefix) {
    return new ArtifactContent(folder, tagPrefix, Optional.empty());
  }

  /** Returns the files of a folder as Git would commit them now. */
  public static PackedFolder uncommitted(Path folder, Map<String, String> environment) {
    GitRepository git = new GitRepository(folder, environment, TimeLimits.PUBLISH);
    return PackedFolder.of(folder, new GitFiles(git).uncommitted());
  }

  /** Returns a folder of the Git repository. */
  Path origin() {
    return origin;
  }

  /** Returns whether it has uncommitted changes. */
  public boolean isDirty(GitRepository git) {
    if (artifact.isEmpty()) {
      return git.isDirty(".");
    }
    HiddenChanges.refuse(git);
    return git.isDirty(":/");
  }

  /** Returns the Git tag of a release. */
  String tag(Version version) {
    return tagPrefix + version;
  }

  /**
   * Packs a fleet artifact.
   *
   * @param origin what it was rendered from, for messages
   */
  public static PackedFolder packed(RenderedFleet fleet, Path origin) {
    return PackedFolder.of(origin, files(fleet));
  }

  /** Packs the files. */
  PackedFolder pack(Revision revision) {
    if (artifact.isPresent()) {
      return packed(artifact.get().get(), origin);
    }
    GitFiles git = new GitFiles(revision.git());
    return PackedFolder.of(origin, revision.isDirty() ? git.uncommitted() : git.committed());
  }

  private static List<PackedFile> files(RenderedFleet fleet) {
    return Stream.concat(
            fleet.clusters().stream()
                .flatMap(cluster -> cluster.files().stream())
                .map(file -> file(file.path(), file.content().text())),
            Stream.of(file(FleetDescriptor.FILE, fleet.descriptor().toJson())))
        .toList();
  }

  private static PackedFile file(String path, String text) {
    return new PackedFile(path, false, text.getBytes(StandardCharsets.UTF_8));
  }
}
