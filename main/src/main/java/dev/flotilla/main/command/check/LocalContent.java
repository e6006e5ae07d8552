package dev.flotilla.main.command.check;

import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.resolve.ChannelArtifacts;
import dev.flotilla.main.check.CheckedFolder;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.publish.ArtifactContent;
import dev.flotilla.main.publish.ComponentFolder;
import dev.flotilla.main.report.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * The folders of components and tenants with what is in them now, committed or not.
 *
 * @param purpose what the folders are named for, as a verb
 */
record LocalContent(Invocation invocation, String purpose) {
  static final String COMPONENTS = "components";

  /** Returns all components and tenants of the fleet; they are the same on every channel. */
  Collection<ChannelArtifact> artifacts() {
    Channel any = invocation.fleet().clusters().get(0).environment().channel();
    return new ChannelArtifacts(invocation.fleet(), any).components();
  }

  /** Returns the project's own folders, sorted. */
  List<Path> folders() {
    return CheckedFolder.list(parent());
  }

  Path parent() {
    return invocation.resolve(Path.of(COMPONENTS));
  }

  /** Returns what is in {@code folders}, each named like its artifact. */
  List<CheckedFolder> in(List<Path> folders, Collection<ChannelArtifact> artifacts) {
    return ComponentFolder.find(folders, artifacts).stream().map(this::content).toList();
  }

  private CheckedFolder content(ComponentFolder component) {
    if (!Files.isDirectory(component.folder())) {
      throw new Failure(
          "a component to %s must be a folder, got '%s'; create it, or name another"
              .formatted(purpose, component.folder()));
    }
    return new CheckedFolder(
        component, ArtifactContent.uncommitted(component.folder(), invocation.environment()));
  }
}
