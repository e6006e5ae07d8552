package dev.flotilla.main.command.rollout;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.kubernetes.Suggestion;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.resolve.ChannelArtifacts;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.publish.ComponentFolder;
import dev.flotilla.main.publish.signature.MirrorKeys;
import dev.flotilla.main.report.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which artifacts are rolled out, and to the rings of which environment. */
final class RolloutOptions {
  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description = "The environment; not needed if only one has several rings.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--component",
      arity = "1..*",
      paramLabel = "DIR",
      description = {
        "Components or tenants instead of the fleet; each folder, or just its",
        "name, is that of the artifact."
      })
  private List<Path> components = new ArrayList<>();

  @Option(
      names = "--keys",
      paramLabel = "DIR",
      description = {
        "The folder with <path>.key of each artifact that is signed by key;",
        "otherwise the one that FLOTILLA_MIRROR_KEYS names."
      })
  private Optional<Path> keys = Optional.empty();

  /** Returns the environment. */
  Environment environment(Invocation invocation) {
    List<Environment> all =
        invocation.resolved().fleet().environments().stream()
            .filter(Environment::hasSeveralRings)
            .toList();
    List<String> known = all.stream().map(Environment::name).toList();
    if (all.isEmpty()) {
      throw new Failure(
          "a rollout must have an environment with several rings, got none in the fleet; give one rings with Environment.withRings");
    }
    if (name.isEmpty() && all.size() > 1) {
      throw new Failure(
          "a rollout must be of one environment, got %s; name one with --environment"
              .formatted(String.join(", ", known)));
    }
    return all.stream()
        .filter(environment -> name.isEmpty() || environment.name().equals(name.get()))
        .findFirst()
        .orElseThrow(
            () ->
                new Failure(
                    "an environment to roll out to must have several rings, got '%s'; %s"
                        .formatted(
                            name.get(), Suggestion.hint(name.get(), known, "these have: "))));
  }

  /** Returns the fleet artifact, or those of the components and tenants that are named. */
  List<ChannelArtifact> artifacts(Invocation invocation, Environment environment) {
    Fleet fleet = invocation.fleet();
    ChannelArtifacts artifacts = new ChannelArtifacts(fleet, environment.channel());
    return components.isEmpty()
        ? List.of(artifacts.fleet())
        : ComponentFolder.find(components, artifacts.components()).stream()
            .map(ComponentFolder::artifact)
            .toList();
  }

  /** Returns the folder with the private keys of artifacts, if there is one. */
  Optional<Path> keys(Invocation invocation) {
    return keys.map(invocation::resolve).or(() -> invocation.mirrorKeys().map(MirrorKeys::folder));
  }
}
