package dev.flotilla.main.command.publish;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.descriptor.RenderedFleet;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.resolve.ChannelArtifacts;
import dev.flotilla.main.command.option.ApprovedOptions;
import dev.flotilla.main.command.option.ChartsOption;
import dev.flotilla.main.command.option.FleetOptions;
import dev.flotilla.main.command.option.KeysOption;
import dev.flotilla.main.command.option.ReleaseOptions;
import dev.flotilla.main.command.option.SigstoreOptions;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.publish.ArtifactContent;
import dev.flotilla.main.publish.ComponentFolder;
import dev.flotilla.main.publish.PreparedPublish;
import dev.flotilla.main.publish.Publisher;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Step;
import dev.flotilla.main.review.bundle.ApprovedPublish;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "publish",
    description = "Push and sign the fleet artifact, or components, and move their channel to it.",
    footer =
        "%nExit code: 0 published or unchanged, 1 error, 3 refused because something is not as it was approved; then nothing was pushed.")
public final class PublishCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private ReleaseOptions release = new ReleaseOptions();

  @Mixin private ChartsOption charts = new ChartsOption();

  @Mixin private SigstoreOptions sigstore = new SigstoreOptions();

  @Mixin private FleetOptions fleetOptions = new FleetOptions();

  @Mixin private ApprovedOptions approved = new ApprovedOptions();

  @Option(
      names = "--component",
      arity = "1..*",
      paramLabel = "DIR",
      description = {
        "Publish these components or tenants instead of the fleet; each",
        "folder is named like its artifact."
      })
  private List<Path> components = new ArrayList<>();

  @Mixin private KeysOption keys = new KeysOption();

  /** Works for one run of the program. */
  public PublishCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    release.check();
    requireNewArtifacts();
    if (!components.isEmpty()) {
      return publishComponents();
    }
    fleetOptions.requireNone();
    invocation.report().data(publishFleet());
    return ExitCode.DONE;
  }

  private void requireNewArtifacts() {
    if (approved.areNamed() && release.rollback().isPresent()) {
      throw new Failure(
          "--plan must be for new artifacts, those that a bundle has, got '--rollback-to'; drop one of them");
    }
  }

  private int publishComponents() {
    PublishTarget target =
        fleetOptions
            .named(invocation)
            .map(named -> PublishTarget.of(named, release))
            .orElseGet(() -> PublishTarget.of(invocation.fleet(), release, invocation));
    List<Path> folders = components.stream().map(invocation::resolve).toList();
    List<ComponentFolder> found =
        ComponentFolder.find(
            folders, sigstore.applied(invocation, target.components(), target.all()));
    sigstore.requireUse(found.stream().map(ComponentFolder::artifact).toList());
    return new ComponentsPublish(
            invocation, target, publisher(target), release, charts.areFetched(), approved(target))
        .run(found);
  }

  /** Returns the reference of what is published. */
  private String publishFleet() {
    PublishTarget target = PublishTarget.of(invocation.fleet(), release, invocation);
    ChannelArtifact fleet = new ChannelArtifacts(invocation.fleet(), target.channel()).fleet();
    List<ChannelArtifact> synced = sigstore.applied(invocation, List.of(fleet), target.all());
    sigstore.requireUse(synced);
    ChannelArtifact artifact = synced.get(0);
    Publisher publisher = publisher(target);
    if (release.rollback().isPresent()) {
      return publisher.rollBack(artifact, release.rollback().get());
    }
    ArtifactContent content =
        ArtifactContent.rendered(this::render, invocation.folder(), artifact.tagPrefix());
    Optional<ApprovedPublish> reviewed = approved(target);
    PreparedPublish prepared = publisher.of(artifact, content, release.version(), release.branch());
    reviewed.ifPresent(publish -> publish.require(artifact, prepared, followers(target.channel())));
    return prepared.run();
  }

  private Publisher publisher(PublishTarget target) {
    return new Publisher(
        invocation.report(),
        invocation.environment(),
        invocation.folder(),
        target.channel(),
        target.rings(),
        keys.folder(invocation));
  }

  private Optional<ApprovedPublish> approved(PublishTarget target) {
    return approved
        .open(invocation)
        .map(bundle -> new ApprovedPublish(bundle, target.channel(), target.rings().isEmpty()));
  }

  private List<String> followers(Channel channel) {
    return invocation.fleet().clusters().stream()
        .filter(cluster -> cluster.environment().channel().equals(channel))
        .map(Cluster::name)
        .toList();
  }

  private RenderedFleet render() {
    try (Step step = invocation.report().step("fleet", "render")) {
      RenderedFleet artifact = invocation.artifact();
      int count = artifact.clusters().size();
      step.done("%d %s".formatted(count, count == 1 ? "cluster" : "clusters"));
      return artifact;
    }
  }
}
