package dev.flotilla.main.workflow;

import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.environment.RingName;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.resolve.RolloutSigner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The workflow of a fleet's own Git repository that rolls out, a job for each ring, so that each
 * may ask for an approval first. It signs the record of the rollout.
 */
record RolloutFile(FleetDescriptor fleet, GitHubJob job) {
  /** Returns the fleet artifact as rollouts of each environment with rings are signed. */
  static Stream<ChannelArtifact> signers(FleetDescriptor fleet) {
    return fleet.environments().stream()
        .filter(Environment::hasSeveralRings)
        .flatMap(one -> Stream.ofNullable(fleet.fleet().get(one.channel().tag().value())))
        .map(RolloutSigner::of);
  }

  /** Returns it; there is none if nothing is rolled out from this repository. */
  Optional<String> text() {
    boolean isHere =
        job.repository().equals(job.fleet())
            && SigningWorkflows.files(signers(fleet), job.repository())
                .contains(RolloutSigner.WORKFLOW);
    return isHere ? Optional.of(of(environments())) : Optional.empty();
  }

  private List<Environment> environments() {
    return fleet.environments().stream().filter(Environment::hasSeveralRings).toList();
  }

  private String of(List<Environment> environments) {
    return job.fill(
        "rollout.yaml",
        Map.of(
            "environments",
            environments.stream().map(Environment::name).collect(Collectors.joining(", ")),
            "usual",
            environments.get(0).name(),
            "jobs",
            environments.stream()
                .map(this::jobs)
                .collect(Collectors.joining("\n"))
                .stripTrailing()));
  }

  private String jobs(Environment environment) {
    Stream<String> promoting =
        rings(environment).stream().map(ring -> promotingJob(environment, ring));
    return Stream.concat(promoting, Stream.of(endingJob(environment)))
        .collect(Collectors.joining("\n"));
  }

  private static List<String> rings(Environment environment) {
    return environment.rings().stream().map(RingName::value).toList();
  }

  private String promotingJob(Environment environment, String ring) {
    int place = rings(environment).indexOf(ring);
    return job(
        environment,
        environment.name() + "-" + ring,
        place == 0
            ? ""
            : "    needs: %s-%s\n".formatted(environment.name(), rings(environment).get(place - 1)),
        "==",
        job.fill("rollout-ring.yaml", Map.of("ring", ring)));
  }

  private String endingJob(Environment environment) {
    return job(
        environment, environment.name() + "-end", "", "!=", job.fill("rollout-end.yaml", Map.of()));
  }

  private String job(
      Environment environment, String name, String needs, String isStart, String script) {
    return job.fill(
        "rollout-job.yaml",
        Map.of(
            "job",
            name,
            "environment-name",
            environment.name(),
            "needs",
            needs,
            "is-start",
            isStart,
            "branch",
            RolloutSigner.BRANCH,
            "registry",
            registry(environment),
            "script",
            script.stripTrailing()));
  }

  private String registry(Environment environment) {
    return fleet.fleet().get(environment.channel().tag().value()).url().host();
  }
}
