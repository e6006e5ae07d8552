package dev.flotilla.main.workflow;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.artifact.Artifact;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.resolve.ClusterResolver;
import dev.flotilla.fleet.source.KeylessVerification;
import dev.flotilla.fleet.source.OciSource;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.fleet.source.Verification.GitHubActions;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
   * Returns the files of a Git repository in {@link #FOLDER}, from name to content.
   *
   * @param repository {@code owner/name}
   * @throws IllegalArgumentException if no cluster runs what this builds, or if one file is to sign
   *     two artifacts
   */
  public static SortedMap<String, String> of(Fleet fleet, String repository) {
    List<Workflow> demanded =
        fleet.clusters().stream().flatMap(cluster -> demanded(fleet, cluster)).toList();
    SortedMap<String, Workflow> workflows = new TreeMap<>();
    demanded.stream()
        .filter(workflow -> workflow.repository().equals(repository))
        .forEach(workflow -> workflows.merge(workflow.file(), workflow, Workflows::united));
    if (workflows.isEmpty()) {
      throw unknown(repository, demanded);
    }
    SortedMap<String, String> files = new TreeMap<>();
    String program = fleet.organization().fleetGitRepository();
    workflows.forEach((file, workflow) -> files.put(file, workflow.text(program)));
    return files;
  }

  private static Stream<Workflow> demanded(Fleet fleet, Cluster cluster) {
    Channel channel = cluster.environment().channel();
    Stream<Workflow> synced =
        new ClusterResolver(fleet).sync(cluster) instanceof OciSource source
            ? demanded(
                channel,
                source.verification(),
                source.url(),
                Optional.empty(),
                fleet.organization().releaseTag().prefix("fleet"))
            : Stream.empty();
    return Stream.concat(
        synced,
        fleet
            .workloads(cluster)
            .artifacts()
            .flatMap(artifact -> demanded(fleet, cluster, artifact)));
  }

  private static Stream<Workflow> demanded(Fleet fleet, Cluster cluster, Artifact artifact) {
    Channel channel = cluster.environment().channel();
    Stream<Verification> released =
        Stream.ofNullable(cluster.pins().get(artifact.url().value())).map(artifact::verification);
    return Stream.concat(
            Stream.of(artifact.verification(cluster.environment().signedFrom())), released)
        .map(declared -> fleet.registries().verification(artifact.url(), declared))
        .flatMap(
            rule ->
                demanded(
                    channel,
                    rule,
                    fleet.mirror().apply(artifact.url()),
                    Optional.of(artifact.name()),
                    artifact.repository().releaseTag().prefix(artifact.name())));
  }

  private static Stream<Workflow> demanded(
      Channel channel,
      Verification verification,
      OciUrl url,
      Optional<String> component,
      String tagPrefix) {
    return verification instanceof KeylessVerification rule
        ? rule.workflows()
            .filter(Workflows::isOfARef)
            .map(workflow -> Workflow.of(workflow, url, component, tagPrefix, channel))
        : Stream.empty();
  }

  /**
   * Pinned shared workflows and merge queues are set up by their owners; no file is written for
   * them.
   */
  private static boolean isOfARef(GitHubActions workflow) {
    return workflow.ref().isReleased() || workflow.ref().branches().findAny().isPresent();
  }

  private static Workflow united(Workflow one, Workflow other) {
    if (!one.url().equals(other.url())) {
      throw new IllegalArgumentException(
          "each artifact must have workflows of its own, got '%s' of '%s' for '%s' and '%s'; sign with ArtifactSigner.gitHubActions, or write that workflow yourself"
              .formatted(one.file(), one.repository(), one.url().value(), other.url().value()));
    }
    return one.and(other);
  }

  private static IllegalArgumentException unknown(String repository, List<Workflow> demanded) {
    TreeSet<String> known =
        demanded.stream().map(Workflow::repository).collect(Collectors.toCollection(TreeSet::new));
    return new IllegalArgumentException(
        "the Git repository must have workflows whose signatures the fleet's clusters verify, got '%s'; %s"
            .formatted(
                repository,
                known.isEmpty()
                    ? "sign with ArtifactSigner.gitHubActions first, no artifact of the fleet is"
                    : "name one of: " + String.join(", ", known)));
  }
}
