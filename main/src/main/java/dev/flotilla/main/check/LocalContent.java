package dev.flotilla.main.check;

import dev.flotilla.fleet.descriptor.DescribedArtifact;
import dev.flotilla.fleet.descriptor.DescribedGitContent;
import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.publish.ArtifactContent;
import dev.flotilla.main.publish.ComponentFolder;
import dev.flotilla.main.report.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The folders of components and tenants with what is in them now, committed or not.
 *
 * @param purpose what the folders are named for, as a verb
 */
public record LocalContent(Invocation invocation, String purpose) {
  /** The folder of a project that has those of its components and tenants. */
  public static final String COMPONENTS = "components";

  /** Returns the project's own folders, sorted. */
  public List<Path> folders() {
    return CheckedFolder.list(parent());
  }

  /** Returns the folder that has them. */
  public Path parent() {
    return invocation.resolve(Path.of(COMPONENTS));
  }

  /**
   * Returns what is in {@code folders}, each named like its artifact; what clusters take from Git
   * instead is left out, and said to be.
   */
  public List<CheckedFolder> in(List<Path> folders, FleetDescriptor fleet) {
    List<ChannelArtifact> artifacts =
        fleet.artifacts().stream().map(DescribedArtifact::any).toList();
    Map<String, DescribedGitContent> git = new TreeMap<>();
    fleet.git().forEach(content -> git.put(content.name(), content));
    artifacts.forEach(artifact -> git.remove(artifact.name()));
    List<Path> own = new ArrayList<>();
    for (Path folder : folders) {
      @Nullable DescribedGitContent inGit = git.get(String.valueOf(folder.getFileName()));
      if (inGit == null) {
        own.add(folder);
      } else {
        invocation.report().status(inGit.leftOut());
      }
    }
    return ComponentFolder.find(own, artifacts).stream().map(this::content).toList();
  }

  private CheckedFolder content(ComponentFolder component) {
    if (!Files.isDirectory(component.folder())) {
      throw new Failure(
          "a component to %s must be a folder, got '%s'; create it, or name another"
              .formatted(purpose, component.folder()));
    }
    return new CheckedFolder(
        component,
        ArtifactContent.uncommitted(component.folder(), invocation.environment()).layer());
  }
}
