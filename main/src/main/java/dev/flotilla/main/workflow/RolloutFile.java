package dev.flotilla.main.workflow;

import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.environment.RingName;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.resolve.RolloutSigner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The workflow of a fleet's own Git repository that rolls out, a job for each ring, so that each
 * may ask for an approval first. It signs the record of the rollout.
 */
record RolloutFile(FleetDescriptor fleet, GitHubJob job, GitHubEnvironments uses) {
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
            GitHubJob.quoted(environments.stream().map(Environment::name).toList()),
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
        environment.rings().stream().map(ring -> promotingJob(environment, ring));
    return Stream.concat(promoting, Stream.of(endingJob(environment)))
        .collect(Collectors.joining("\n"));
  }

  private String promotingJob(Environment environment, RingName ring) {
    int place = environment.rings().indexOf(ring);
    Map<String, String> values = new TreeMap<>();
    values.put("job", JobId.ofRing("promote", environment, ring));
    values.put("github-environment", uses.ofRing(environment, ring));
    values.put(
        "needs",
        place == 0
            ? ""
            : "    needs: %s\n"
                .formatted(
                    JobId.ofRing("promote", environment, environment.rings().get(place - 1))));
    values.put("is-start", "==");
    return job(environment, values, job.fill("rollout-ring.yaml", Map.of("ring", ring.value())));
  }

  private String endingJob(Environment environment) {
    Map<String, String> values = new TreeMap<>();
    values.put("job", JobId.of("end", environment));
    values.put("github-environment", uses.ending(environment));
    values.put("needs", "");
    values.put("is-start", "!=");
    return job(environment, values, job.fill("rollout-end.yaml", Map.of()));
  }

  private String job(Environment environment, Map<String, String> values, String script) {
    values.put("environment-name", environment.name());
    values.put("branch", RolloutSigner.BRANCH);
    values.put("registry", registry(environment));
    values.put("script", script.stripTrailing());
    return job.fill("rollout-job.yaml", values);
  }

  private String registry(Environment environment) {
    return fleet.fleet().get(environment.channel().tag().value()).url().host();
  }
}
