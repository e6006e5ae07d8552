package dev.flotilla.main.workflow;

import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.fleet.source.KeylessVerification;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.Verification.GitHubActions;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The GitHub workflows that publish a fleet and what it runs.
 *
 * <p>The certificate of a signature names the workflow's file, and clusters verify that name. So
 * each artifact has files of its own, named as its clusters demand: if one file signed several
 * artifacts, an account that may push one of them to the registry could put it in another's place.
 */
public final class Workflows {
  /** The folder of a Git repository in which GitHub looks for them. */
  public static final String FOLDER = ".github/workflows";

  private Workflows() {}

  /**
   * Returns those of a Git repository, by their names in {@link #FOLDER}: none if no cluster runs
   * what a workflow of it signs.
   *
   * @param repository {@code owner/name}
   * @throws IllegalArgumentException if one file is to sign two artifacts
   */
  static SortedMap<String, Workflow> of(FleetDescriptor fleet, String repository) {
    SortedMap<String, Workflow> workflows = new TreeMap<>();
    demanded(fleet)
        .filter(workflow -> workflow.repository().equals(repository))
        .forEach(workflow -> workflows.merge(workflow.file(), workflow, Workflows::united));
    return workflows;
  }

  /** Returns the Git repositories with such workflows. */
  static Stream<String> repositories(FleetDescriptor fleet) {
    return demanded(fleet).map(Workflow::repository);
  }

  private static Stream<Workflow> demanded(FleetDescriptor fleet) {
    List<FollowedArtifact> followed = FollowedArtifact.of(fleet).toList();
    return Stream.concat(
        followed.stream()
            .flatMap(
                artifact ->
                    artifact
                        .signers()
                        .flatMap(KeylessVerification::workflows)
                        .filter(Workflows::isOfARef)
                        .map(rule -> Workflow.of(rule, artifact))),
        PinnedRelease.of(fleet, followed));
  }

  /**
   * Pinned shared workflows and merge queues are set up by their owners; no file is written for
   * them.
   */
  private static boolean isOfARef(GitHubActions workflow) {
    return workflow.ref().isReleased() || workflow.ref().branches().findAny().isPresent();
  }

  private static Workflow united(Workflow one, Workflow other) {
    OciUrl url = one.published().url();
    if (!url.equals(other.published().url())) {
      throw new IllegalArgumentException(
          "each artifact must have workflows of its own, got '%s' of '%s' for '%s' and '%s'; sign with ArtifactSigner.gitHubActions, or write that workflow yourself"
              .formatted(
                  one.file(), one.repository(), url.value(), other.published().url().value()));
    }
    return one.and(other);
  }
}
