package dev.flotilla.main.command;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.fleet.descriptor.RenderedFleet;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.resolve.ChannelArtifacts;
import dev.flotilla.fleet.version.Version;
import dev.flotilla.main.check.CheckReport;
import dev.flotilla.main.check.CheckedFolder;
import dev.flotilla.main.check.ContentCheck;
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
import dev.flotilla.main.publish.registry.ArtifactManifest;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Step;
import dev.flotilla.main.review.bundle.Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
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

  /** Creates the command. */
  public PublishCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    release.check();
    requireFleetAlone();
    if (!components.isEmpty()) {
      return publishComponents();
    }
    fleetOptions.requireNone();
    Fleet fleet = invocation.fleet();
    requireOwn(fleet.organization(), fleet.mirror().targets());
    Channel channel = release.channel(fleet.environments());
    ChannelArtifacts artifacts = new ChannelArtifacts(fleet, channel);
    List<ChannelArtifact> synced =
        sigstore.applied(invocation, List.of(artifacts.fleet()), artifacts.all().toList());
    sigstore.requireUse(synced);
    return print(fleet(channel, synced.get(0)));
  }

  private void requireFleetAlone() {
    if (approved.areNamed() && (!components.isEmpty() || release.rollback().isPresent())) {
      throw new Failure(
          "--plan must be for a new fleet artifact, the one that a bundle has, got '%s'; drop one of them"
              .formatted(components.isEmpty() ? "--rollback-to" : "--component"));
    }
  }

  private Publisher publisher(Channel channel, Collection<Environment> environments) {
    return new Publisher(
        invocation.report(),
        invocation.environment(),
        invocation.folder(),
        channel,
        ReleaseOptions.rings(channel, environments),
        keys.folder(invocation));
  }

  /** Publishes for the fleet that is named, or else for the project's own. */
  private int publishComponents() {
    Optional<FleetDescriptor> named = fleetOptions.named(invocation);
    List<Environment> environments;
    Channel channel;
    Collection<ChannelArtifact> known;
    List<ChannelArtifact> all;
    if (named.isPresent()) {
      requireOwn(named.get().organization(), named.get().mirrors());
      environments = named.get().environments();
      channel = release.channel(environments);
      known = named.get().artifacts(channel);
      all = named.get().all(channel).toList();
    } else {
      Fleet fleet = invocation.fleet();
      requireOwn(fleet.organization(), fleet.mirror().targets());
      environments = fleet.environments();
      channel = release.channel(environments);
      ChannelArtifacts artifacts = new ChannelArtifacts(fleet, channel);
      known = artifacts.components();
      all = artifacts.all().toList();
    }
    List<Path> folders = components.stream().map(invocation::resolve).toList();
    List<ComponentFolder> found =
        ComponentFolder.find(folders, sigstore.applied(invocation, known, all));
    sigstore.requireUse(found.stream().map(ComponentFolder::artifact).toList());
    Publisher publishing = publisher(channel, environments);
    if (release.rollback().isPresent()) {
      Version version = release.rollback().get();
      return Batch.run(
          invocation.report(),
          found,
          component -> print(publishing.rollBack(component.artifact(), version)));
    }
    List<PreparedComponent> prepared = new ArrayList<>();
    int exitCode =
        Batch.run(
            invocation.report(),
            found,
            component -> {
              prepared.add(new PreparedComponent(component, prepare(publishing, component)));
              return ExitCode.DONE;
            });
    check(() -> named.orElseGet(() -> invocation.artifact().descriptor()), channel, prepared);
    return ExitCode.worse(
        exitCode,
        Batch.run(invocation.report(), prepared, component -> print(component.publish().run())));
  }

  private record PreparedComponent(ComponentFolder component, PreparedPublish publish) {
    CheckedFolder content() {
      return new CheckedFolder(component, publish.packed().layer());
    }
  }

  /** Nothing is pushed while a cluster that would get it could not take it. */
  private void check(
      Supplier<FleetDescriptor> source, Channel channel, List<PreparedComponent> prepared) {
    if (!prepared.isEmpty()) {
      FleetDescriptor fleet = source.get();
      ContentCheck check =
          new ContentCheck(
              invocation,
              fleet,
              cluster -> fleet.channel(cluster).equals(channel),
              "",
              charts.areFetched());
      CheckReport.require(
          check.check(prepared.stream().map(PreparedComponent::content).toList()),
          invocation.report());
    }
  }

  private int print(String reference) {
    invocation.report().data(reference);
    return ExitCode.DONE;
  }

  /** An example's registry belongs to somebody else: pushing there fails anyway, but later. */
  private static void requireOwn(Organization organization, Map<String, Mirror.Target> mirrors) {
    String registry = organization.registry();
    boolean isElsewhere =
        mirrors.containsKey(registry) && !mirrors.get(registry).host().equals(registry);
    if (organization.isExample() && !isElsewhere) {
      throw new Failure(
          "the fleet's organization must be yours, because it is published there, got the example '%s/%s/%s'; give the fleet an Organization.onGitHub(…) with your registry, owner and repository, or mirror '%s' with %s"
              .formatted(
                  registry,
                  organization.owner(),
                  organization.fleetRepository(),
                  registry,
                  Invocation.MIRROR_VARIABLE));
    }
  }

  private String fleet(Channel channel, ChannelArtifact artifact) {
    Publisher publishing = publisher(channel, invocation.fleet().environments());
    if (release.rollback().isPresent()) {
      return publishing.rollBack(artifact, release.rollback().get());
    }
    ArtifactContent content =
        ArtifactContent.rendered(this::render, invocation.folder(), artifact.tagPrefix());
    Optional<Bundle> bundle = approved.open(invocation);
    PreparedPublish prepared =
        publishing.of(artifact, content, release.version(), release.branch());
    bundle.ifPresent(reviewed -> requireReviewed(reviewed, artifact, channel, prepared));
    return prepared.run();
  }

  private void requireReviewed(
      Bundle bundle, ChannelArtifact artifact, Channel channel, PreparedPublish prepared) {
    String url = artifact.url().value();
    String layer = prepared.packed().digest();
    bundle.requireArtifact(url, layer, followers(channel));
    if (!ReleaseOptions.rings(channel, invocation.fleet().environments()).isEmpty()) {
      // Nothing moves before a rollout.
      return;
    }
    Optional<ArtifactManifest> now = prepared.current();
    // A publish that was killed after it has moved the channel is completed.
    if (now.filter(manifest -> manifest.layer().equals(layer)).isEmpty()) {
      bundle.requireChannel(
          url, channel.tag().value(), now.map(ArtifactManifest::digest).orElse(""));
    }
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

  private PreparedPublish prepare(Publisher publishing, ComponentFolder component) {
    ChannelArtifact artifact = component.artifact();
    if (!Files.isDirectory(component.folder())) {
      throw new Failure(
          "a component to publish must be a folder, got '"
              + component.folder()
              + "'; create it, or name another with --component");
    }
    ArtifactContent content = ArtifactContent.component(component.folder(), artifact.tagPrefix());
    PreparedPublish prepared =
        publishing.of(artifact, content, release.version(), release.branch());
    prepared.packed();
    return prepared;
  }
}
