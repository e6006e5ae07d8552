package dev.flotilla.main.workflow;

import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.fleet.resolve.RolloutSigner;
import dev.flotilla.main.workflow.FollowedBranches.Promotion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The workflows of a Git repository that publish, check, and open pull requests. */
final class GitHubFiles {
  private final FleetDescriptor fleet;
  private final GitHubJob job;

  GitHubFiles(FleetDescriptor fleet, String repository, ProgramSource program) {
    this.fleet = fleet;
    this.job = new GitHubJob(repository, fleet.organization().fleetGitRepository(), program);
  }

  /** Returns them, from name to content; there are none that the repository has no use for. */
  SortedMap<String, String> all() {
    SortedMap<String, Workflow> published = Workflows.of(fleet, job.repository());
    SortedMap<String, String> files = new TreeMap<>();
    published.forEach((file, workflow) -> files.put(file, workflow.text(job)));
    SortedMap<String, String> more = new TreeMap<>();
    published.values().stream()
        .map(Workflow::published)
        .filter(channels -> channels.component().isPresent())
        .findFirst()
        .ifPresent(any -> more.put("check.yaml", check(any)));
    FollowedBranches branches = new FollowedBranches(fleet, job.repository());
    imageUpdates(branches.updates()).ifPresent(text -> more.put("image-updates.yaml", text));
    promote(branches.promotions()).ifPresent(text -> more.put("promote.yaml", text));
    GitHubEnvironments uses = new GitHubEnvironments();
    more.putAll(new DeployFiles(fleet, job, uses).all());
    new RolloutFile(fleet, job, uses)
        .text()
        .ifPresent(text -> more.put(RolloutSigner.WORKFLOW, text));
    uses.requireOneUseOfEach();
    more.forEach((file, text) -> put(files, file, text));
    return files;
  }

  private static void put(SortedMap<String, String> files, String name, String text) {
    if (files.putIfAbsent(name, text) != null) {
      throw new IllegalArgumentException(
          "a workflow that publishes must be named unlike those of Flotilla that do not, got an artifact that '%s' signs; give that another workflow"
              .formatted(name));
    }
  }

  private String check(PublishedChannels any) {
    return job.fill("check.yaml", GitHubJob.login(any.url().host()));
  }

  private Optional<String> imageUpdates(SortedMap<String, String> updates) {
    if (updates.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        job.fill(
            "image-updates.yaml",
            Map.of(
                "branches", GitHubJob.quoted(updates.keySet()),
                "base", GitHubJob.ofBranch(updates))));
  }

  private Optional<String> promote(List<Promotion> promotions) {
    if (promotions.isEmpty()) {
      return Optional.empty();
    }
    String pairs =
        promotions.stream()
            .map(
                pair ->
                    "          - { head: '%s', base: '%s' }\n".formatted(pair.head(), pair.base()))
            .collect(Collectors.joining());
    return Optional.of(job.fill("promote.yaml", Map.of("promotions", pairs)));
  }
}
