package dev.flotilla.main.workflow;

import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.environment.RingName;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The workflows of a fleet's own Git repository that review changes, deploy stacks, and watch for
 * drift: of each environment those that its Git refs build.
 */
record DeployFiles(
    FleetDescriptor fleet, DeployedEnvironments deployed, GitHubJob job, GitHubEnvironments uses) {
  DeployFiles(FleetDescriptor fleet, GitHubJob job, GitHubEnvironments uses) {
    this(fleet, new DeployedEnvironments(fleet), job, uses);
  }

  /** Returns them, from name to content; none if the repository is not the fleet's, on GitHub. */
  SortedMap<String, String> all() {
    SortedMap<String, String> files = new TreeMap<>();
    boolean isHere =
        job.repository().equals(job.fleet())
            && fleet.organization().gitHost().equals(Organization.GITHUB);
    if (isHere && deployed.all().findAny().isPresent()) {
      files.put("deploy.yaml", deploy());
      files.put("drift.yaml", drift());
      files.put("review.yaml", review());
    }
    return files;
  }

  private String deploy() {
    List<String> branches =
        deployed
            .ofBranches()
            .flatMap(one -> one.signedFrom().branches())
            .distinct()
            .sorted()
            .toList();
    String triggers =
        branches.isEmpty() ? "" : "    branches: [%s]\n".formatted(GitHubJob.quoted(branches));
    if (deployed.all().anyMatch(DeployedEnvironments::isReleased)) {
      triggers += "    tags: ['%s[0-9]+.[0-9]+.[0-9]+']\n".formatted(tagPrefix());
    }
    String jobs =
        deployed
            .all()
            .map(one -> one.hasSeveralRings() ? ringJobs(one) : jobs(one))
            .collect(Collectors.joining("\n"));
    return job.fill("deploy.yaml", Map.of("triggers", triggers, "jobs", jobs.stripTrailing()));
  }

  /**
   * A job lists the clusters, and each ring with a cluster has a matrix of jobs, in their order.
   */
  private String ringJobs(Environment environment) {
    String listing = JobId.of("clusters", environment);
    List<RingName> rings =
        environment.rings().stream().filter(ring -> hasCluster(environment, ring)).toList();
    Map<String, String> shared =
        Map.of("environment-name", environment.name(), "condition", condition(environment));
    Map<String, String> values = new TreeMap<>(shared);
    values.put("job", listing);
    values.put("rings", rings.stream().map(RingName::value).collect(Collectors.joining(" ")));
    values.put(
        "outputs",
        rings.stream()
            .map(
                ring -> "      ring-%1$s: ${{ steps.list.outputs['ring-%1$s'] }}\n".formatted(ring))
            .collect(Collectors.joining()));
    StringBuilder jobs = new StringBuilder(job.fill("deploy-clusters.yaml", values));
    String needs = listing;
    for (RingName ring : rings) {
      String deploying = JobId.ofRing("deploy", environment, ring);
      Map<String, String> ofRing = new TreeMap<>(shared);
      ofRing.put("job", deploying);
      ofRing.put("github-environment", uses.ofRing(environment, ring));
      ofRing.put("ring", ring.value());
      ofRing.put("listing", listing);
      ofRing.put("needs", needs);
      jobs.append('\n').append(job.fill("deploy-ring.yaml", ofRing));
      needs = listing + ", " + deploying;
    }
    return jobs.toString();
  }

  private boolean hasCluster(Environment environment, RingName ring) {
    return fleet.clusters().stream()
        .filter(cluster -> cluster.environment().equals(environment.name()))
        .anyMatch(cluster -> cluster.ring().filter(ring::equals).isPresent());
  }

  /** Returns the job that gets what is to be approved, and the one that does it. */
  private String jobs(Environment environment) {
    // What a release brings was merged bit by bit, so that no pull request has all of it.
    boolean isPlanned = DeployedEnvironments.isReleased(environment);
    Map<String, String> values = new TreeMap<>();
    values.put("environment-name", environment.name());
    values.put("planning", JobId.of("plan", environment));
    values.put("plan-environment", uses.planning(environment));
    values.put("deploying", JobId.of("deploy", environment));
    values.put("github-environment", uses.deploying(environment));
    values.put("condition", condition(environment));
    values.put("clusters", deployed.clusters(environment));
    values.put(
        "fetch",
        isPlanned
            ? ""
            : GitHubJob.fetchApproved("env.KUBECONFIG != '' && github.event_name == 'push'"));
    values.put("unless-approved", isPlanned ? "" : " && github.event_name != 'push'");
    values.put(
        "digest",
        isPlanned
            ? "steps.plan.outputs.digest"
            : "steps.approved.outputs.digest || steps.plan.outputs.digest");
    values.put(
        "permissions",
        isPlanned ? "      contents: read\n" : GitHubJob.READ_APPROVED + "      contents: read\n");
    return job.fill("deploy-job.yaml", values);
  }

  private static String condition(Environment environment) {
    if (DeployedEnvironments.isReleased(environment)) {
      return "github.ref_type == 'tag'";
    }
    List<String> refs =
        environment
            .signedFrom()
            .branches()
            .map("github.ref == 'refs/heads/%s'"::formatted)
            .toList();
    return refs.size() == 1 ? refs.get(0) : "(" + String.join(" || ", refs) + ")";
  }

  private String drift() {
    String environments =
        deployed
            .all()
            .map(
                one ->
                    "          - { environment: '%s', clusters: '%s', branch: '%s', releases: '%s' }\n"
                        .formatted(
                            one.name(),
                            deployed.clusters(one),
                            DeployedEnvironments.isReleased(one)
                                ? ""
                                : one.signedFrom().branches().findFirst().orElseThrow(),
                            DeployedEnvironments.isReleased(one) ? tagPrefix() : ""))
            .collect(Collectors.joining());
    return job.fill("drift.yaml", Map.of("environments", environments));
  }

  private String review() {
    String followers =
        deployed.clustersByBranch().entrySet().stream()
            .map(of -> "github.base_ref == '%s' && '%s' || ".formatted(of.getKey(), of.getValue()))
            .collect(Collectors.joining());
    Map<String, String> values = new TreeMap<>(GitHubJob.login(registry()));
    values.put("clusters", "${{ " + followers + "'' }}");
    return job.fill("review.yaml", values);
  }

  /** Returns the registry that has the fleet, which a mirror may have moved. */
  private String registry() {
    return fleet.fleet().values().stream()
        .map(artifact -> artifact.url().host())
        .findFirst()
        .orElse(fleet.organization().registry());
  }

  private String tagPrefix() {
    return fleet.organization().releaseTag().prefix(Organization.FLEET);
  }
}
