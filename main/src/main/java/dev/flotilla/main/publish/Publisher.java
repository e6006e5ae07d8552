package dev.flotilla.main.publish;

import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.version.Version;
import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.publish.git.GitRepository;
import dev.flotilla.main.publish.registry.ArtifactRegistry;
import dev.flotilla.main.publish.signature.BuildRun;
import dev.flotilla.main.publish.signature.Cosign;
import dev.flotilla.main.publish.signature.Signatures;
import dev.flotilla.main.report.Report;
import dev.flotilla.main.workflow.SigningWorkflows;
import dev.flotilla.main.workflow.Workflows;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Publishes artifacts on a channel, from this machine. */
public final class Publisher {
  private final Report report;
  private final Map<String, String> environment;
  private final Path folder;
  private final Channel channel;
  private final List<String> rings;
  private final Optional<Path> keys;
  private final TimeLimits limits = TimeLimits.PUBLISH;
  private @Nullable Cosign cosign;

  /**
   * Looks at nothing yet.
   *
   * @param folder where programs are started
   * @param rings those of the channel, which then stays where it is; empty if it moves
   * @param keys the folder with the private keys of a mirror, if it has any
   */
  public Publisher(
      Report report,
      Map<String, String> environment,
      Path folder,
      Channel channel,
      List<String> rings,
      Optional<Path> keys) {
    this.report = report;
    this.environment = environment;
    this.folder = folder;
    this.channel = channel;
    this.rings = List.copyOf(rings);
    this.keys = keys;
  }

  /**
   * Looks at the Git repository that {@code content} is built from.
   *
   * @param version the release that it becomes; empty for a build of a branch
   * @param branch the branch, if Git does not know it
   */
  public PreparedPublish of(
      ChannelArtifact artifact,
      ArtifactContent content,
      Optional<Version> version,
      Optional<String> branch) {
    GitRepository git = new GitRepository(content.origin(), environment, limits);
    refuseCallable(git, artifact);
    Revision revision =
        version
            .map(release -> Revision.ofRelease(git, content, release))
            .orElseGet(() -> Revision.ofBranch(git, content, branch));
    return new PreparedPublish(report, publisher(artifact), artifact.name(), revision, content);
  }

  /** GitHub says in which repository a job runs; elsewhere, the clone says where it is from. */
  private void refuseCallable(GitRepository git, ChannelArtifact artifact) {
    Stream<String> here =
        Stream.concat(
            Stream.ofNullable(environment.get("GITHUB_REPOSITORY")),
            git.source().map(url -> url.replaceFirst("^https://[^/]+/", "")).stream());
    Set<String> files = new TreeSet<>();
    here.forEach(
        repository -> files.addAll(SigningWorkflows.files(Stream.of(artifact), repository)));
    SigningWorkflows.refuseCallable(files, file -> git.committed(Workflows.FOLDER + "/" + file));
  }

  /** Rolls the channel back to a release; returns what it points to now. */
  public String rollBack(ChannelArtifact artifact, Version version) {
    return publisher(artifact).rollBack(version).toString();
  }

  private ArtifactPublisher publisher(ChannelArtifact artifact) {
    return new ArtifactPublisher(
        report,
        artifact,
        channel.tag().value(),
        rings,
        ArtifactRegistry.open(artifact, environment, "pull,push", limits, report.secrets()),
        new Signatures(artifact, this::cosign, environment, keys),
        BuildRun.of(environment));
  }

  /** Looked for once, and only if something is signed. */
  private Cosign cosign() {
    if (cosign == null) {
      cosign = Cosign.find(environment, folder, limits);
    }
    return cosign;
  }
}
