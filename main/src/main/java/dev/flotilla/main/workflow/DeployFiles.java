package dev.flotilla.main.workflow;

import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.descriptor.DescribedCluster;
import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.fleet.environment.Environment;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The workflows of a fleet's own Git repository that deploy its stacks and watch for drift: of each
 * environment those that its Git refs build.
 */
record DeployFiles(FleetDescriptor fleet, GitHubJob job) {
  /** Returns them, from name to content; none if the repository is not the fleet's, on GitHub. */
  SortedMap<String, String> all() {
    SortedMap<String, String> files = new TreeMap<>();
    boolean isHere =
        job.repository().equals(job.fleet())
            && fleet.organization().gitHost().equals(Organization.GITHUB);
    if (isHere && deployed().findAny().isPresent()) {
      files.put("deploy.yaml", deploy());
      files.put("drift.yaml", drift());
    }
    return files;
  }

  /** Returns the environments whose refs are branches or releases, as those of pull requests. */
  private Stream<Environment> deployed() {
    return fleet.environments().stream()
        .filter(one -> isReleased(one) || one.signedFrom().branches().findAny().isPresent());
  }

  private static boolean isReleased(Environment environment) {
    return environment.channel().isReleased();
  }

  private String deploy() {
    List<String> branches =
        deployed()
            .filter(one -> !isReleased(one))
            .flatMap(one -> one.signedFrom().branches())
            .distinct()
            .sorted()
            .toList();
    String triggers =
        branches.isEmpty() ? "" : "    branches: [%s]\n".formatted(GitHubJob.quoted(branches));
    if (deployed().anyMatch(DeployFiles::isReleased)) {
      triggers += "    tags: ['%s[0-9]+.[0-9]+.[0-9]+']\n".formatted(tagPrefix());
    }
    String jobs =
        deployed()
            .map(one -> one.hasSeveralRings() ? ringJobs(one) : deployJob(one))
            .collect(Collectors.joining("\n"));
    return job.fill("deploy.yaml", Map.of("triggers", triggers, "jobs", jobs.stripTrailing()));
  }

  private String deployJob(Environment environment) {
    return job.fill(
        "deploy-job.yaml",
        Map.of(
            "environment-name", environment.name(),
            "condition", condition(environment),
            "clusters", clusters(environment)));
  }

  /** A job lists the clusters, and each ring with a cluster has a matrix of jobs, in their order. */
  private String ringJobs(Environment environment) {
    String listing = environment.name() + "-clusters";
    List<String> rings =
        environment.rings().stream()
            .map(String::valueOf)
            .filter(ring -> hasCluster(environment, ring))
            .toList();
    Map<String, String> shared =
        Map.of("environment-name", environment.name(), "condition", condition(environment));
    Map<String, String> values = new TreeMap<>(shared);
    values.put("rings", String.join(" ", rings));
    values.put(
        "outputs",
        rings.stream()
            .map(ring -> "      ring-%1$s: ${{ steps.list.outputs['ring-%1$s'] }}\n".formatted(ring))
            .collect(Collectors.joining()));
    StringBuilder jobs = new StringBuilder(job.fill("deploy-clusters.yaml", values));
    String needs = listing;
    for (String ring : rings) {
      Map<String, String> ofRing = new TreeMap<>(shared);
      ofRing.put("ring", ring);
      ofRing.put("needs", needs);
      jobs.append('\n').append(job.fill("deploy-ring.yaml", ofRing));
      needs = listing + ", " + environment.name() + "-" + ring;
    }
    return jobs.toString();
  }

  private boolean hasCluster(Environment environment, String ring) {
    return fleet.clusters().stream()
        .filter(cluster -> cluster.environment().equals(environment.name()))
        .anyMatch(cluster -> cluster.ring().map(String::valueOf).filter(ring::equals).isPresent());
  }

  private static String condition(Environment environment) {
    if (isReleased(environment)) {
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
        deployed()
            .map(
                one ->
                    "          - { environment: '%s', clusters: '%s', %s }\n"
                        .formatted(
                            one.name(),
                            clusters(one),
                            isReleased(one)
                                ? "releases: '" + tagPrefix() + "'"
                                : "branch: '"
                                    + one.signedFrom().branches().findFirst().orElseThrow()
                                    + "'"))
            .collect(Collectors.joining());
    return job.fill("drift.yaml", Map.of("environments", environments));
  }

  private String tagPrefix() {
    return fleet.organization().releaseTag().prefix(Organization.FLEET);
  }

  private String clusters(Environment environment) {
    return fleet.clusters().stream()
        .filter(cluster -> cluster.environment().equals(environment.name()))
        .map(DescribedCluster::name)
        .collect(Collectors.joining(" "));
  }
}
