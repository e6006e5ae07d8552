package dev.flotilla.main.workflow;

import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.KeylessVerification;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.fleet.source.Verification.GitHubActions;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.YamlMistake;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The workflows of a Git repository whose signatures clusters accept. Whoever calls such a file as
 * a reusable workflow has it sign for another repository, with the same subject, which is all that
 * Flux compares: so none may be called.
 *
 * @see <a
 *     href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#on">triggers
 *     of workflows</a>
 */
public final class SigningWorkflows {
  private static final String CALL = "workflow_call";

  private SigningWorkflows() {}

  /** Returns the file names of those that a fleet's clusters, or its rollouts, accept. */
  public static SortedSet<String> of(FleetDescriptor fleet, String repository) {
    return files(
        Stream.concat(
            FollowedArtifact.of(fleet).map(FollowedArtifact::artifact), RolloutFile.signers(fleet)),
        repository);
  }

  /** Returns the file names of those that may sign one of {@code artifacts}. */
  public static SortedSet<String> files(Stream<ChannelArtifact> artifacts, String repository) {
    return artifacts
        .flatMap(artifact -> artifact.verifications().stream())
        .flatMap(SigningWorkflows::workflows)
        .filter(workflow -> workflow.repository().equalsIgnoreCase(repository))
        // One that is pinned by its commit is there to be called.
        .filter(workflow -> !(workflow.ref() instanceof GitRef.Commit))
        .map(GitHubActions::workflow)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<GitHubActions> workflows(Verification rule) {
    return rule instanceof KeylessVerification keyless ? keyless.workflows() : Stream.empty();
  }

  /**
   * Refuses those that may be called.
   *
   * @param text returns what is in a file of {@link Workflows#FOLDER}, if there is one
   */
  public static void refuseCallable(
      Collection<String> files, Function<String, Optional<String>> text) {
    List<String> problems = new ArrayList<>();
    for (String file : files) {
      text.apply(file).flatMap(yaml -> problem(file, yaml)).ifPresent(problems::add);
    }
    if (!problems.isEmpty()) {
      throw new Failure(problems);
    }
  }

  private static Optional<String> problem(String file, String yaml) {
    try {
      return isCallable(new Load(LoadSettings.builder().build()).loadFromString(yaml))
          ? Optional.of(
              "a workflow that signs must not have the trigger '%s', by which other repositories sign as it, got '%s/%s'; remove that trigger, or have clusters accept it by its commit (ArtifactSigner.pinnedWorkflow)"
                  .formatted(CALL, Workflows.FOLDER, file))
          : Optional.empty();
    } catch (YamlEngineException e) {
      return Optional.of(
          "a workflow that signs must be YAML, so that its triggers are known, got '%s/%s' (%s); correct it"
              .formatted(Workflows.FOLDER, file, YamlMistake.reason(e)));
    }
  }

  /** GitHub takes one event, a list of events, and a map from events to what limits them. */
  private static boolean isCallable(@Nullable Object workflow) {
    if (!(workflow instanceof Map<?, ?> fields)) {
      return false;
    }
    // What reads YAML 1.1 takes the key 'on' for a boolean.
    for (Object name : List.of("on", true)) {
      Object triggers = fields.get(name);
      Collection<?> events =
          triggers instanceof Map<?, ?> map
              ? map.keySet()
              : triggers instanceof Collection<?> list
                  ? list
                  : Stream.ofNullable(triggers).toList();
      if (events.stream().anyMatch(SigningWorkflows::isCall)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isCall(Object event) {
    return String.valueOf(event).toLowerCase(Locale.ROOT).equals(CALL);
  }
}
