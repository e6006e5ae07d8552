package dev.flotilla.main.command.rollout;

import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.kubernetes.Suggestion;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.resolve.ChannelArtifacts;
import dev.flotilla.main.command.option.DurationConverter;
import dev.flotilla.main.command.option.KeysOption;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.publish.ComponentFolder;
import dev.flotilla.main.report.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
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
      names = "--registry-lag",
      paramLabel = "DURATION",
      defaultValue = "10s",
      converter = DurationConverter.class,
      description = {
        "For how long the registry may answer with what was there before;",
        "by default ${DEFAULT-VALUE}."
      })
  private Duration registryLag = Duration.ZERO;

  @Mixin private KeysOption keys = new KeysOption();

  /** Returns the environments that have several rings; refuses a fleet without one. */
  static List<Environment> environments(Invocation invocation) {
    List<Environment> all =
        invocation.resolved().fleet().environments().stream()
            .filter(Environment::hasSeveralRings)
            .toList();
    if (all.isEmpty()) {
      throw new Failure(
          "a rollout must have an environment with several rings, got none in the fleet; give one rings with Environment.withRings");
    }
    return all;
  }

  /** Returns the environment. */
  Environment environment(Invocation invocation) {
    List<Environment> all = environments(invocation);
    List<String> known = all.stream().map(Environment::name).toList();
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

  /** Returns what is rolled out: the fleet artifact, or the components and tenants named. */
  List<RolloutSession> sessions(Invocation invocation, Environment environment) {
    ChannelArtifacts artifacts = new ChannelArtifacts(invocation.fleet(), environment.channel());
    Stream<ChannelArtifact> wanted =
        components.isEmpty()
            ? Stream.of(artifacts.fleet())
            : ComponentFolder.find(components, artifacts.components()).stream()
                .map(ComponentFolder::artifact);
    return wanted
        .map(
            artifact ->
                new RolloutSession(
                    invocation, environment, artifact, keys.folder(invocation), registryLag))
        .toList();
  }
}
