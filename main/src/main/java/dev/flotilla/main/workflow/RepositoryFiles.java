package dev.flotilla.main.workflow;

import dev.flotilla.fleet.descriptor.FleetDescriptor;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files by which CI checks and publishes what a Git repository builds for a fleet. */
public final class RepositoryFiles {
  private RepositoryFiles() {}

  /**
   * Returns the files of a Git repository, from their path in it to their content.
   *
   * @param repository {@code owner/name}, or a project on GitLab with its groups
   * @throws IllegalArgumentException if no cluster runs what this builds, or if one file is to sign
   *     two artifacts
   */
  public static SortedMap<String, String> of(
      FleetDescriptor fleet, String repository, ProgramSource program) {
    SortedMap<String, String> files = new TreeMap<>();
    new GitHubFiles(fleet, repository, program)
        .all()
        .forEach((file, text) -> files.put(Workflows.FOLDER + "/" + file, text));
    new GitLabPipeline(fleet, repository, program)
        .text()
        .ifPresent(text -> files.put(GitLabPipeline.FILE, text));
    if (files.isEmpty()) {
      throw unknown(
          repository, Stream.concat(Workflows.repositories(fleet), GitLabPipeline.projects(fleet)));
    }
    return files;
  }

  private static IllegalArgumentException unknown(String repository, Stream<String> signing) {
    List<String> known = signing.distinct().sorted().toList();
    return new IllegalArgumentException(
        "the Git repository must have workflows whose signatures the fleet's clusters verify, got '%s'; %s"
            .formatted(
                repository,
                known.isEmpty()
                    ? "sign with ArtifactSigner.gitHubActions first, no artifact of the fleet is"
                    : "name one of: " + String.join(", ", known)));
  }
}
