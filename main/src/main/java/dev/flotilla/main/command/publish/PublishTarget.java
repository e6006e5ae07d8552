package dev.flotilla.main.command.publish;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.resolve.ChannelArtifacts;
import dev.flotilla.main.command.option.ReleaseOptions;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.report.Failure;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The channel of a fleet that is published to: of the project's own fleet, or of one that is named.
 *
 * @param components the components and tenants of the channel
 * @param all the same, and before them the fleet artifact if the clusters sync one
 * @param descriptor renders or reads the fleet, by which components are checked
 */
record PublishTarget(
    Channel channel,
    Collection<Environment> environments,
    Collection<ChannelArtifact> components,
    List<ChannelArtifact> all,
    Supplier<FleetDescriptor> descriptor) {

  /** Returns the channel of the project's own fleet. */
  static PublishTarget of(Fleet fleet, ReleaseOptions release, Invocation invocation) {
    requireOwn(fleet.organization(), fleet.mirror().targets());
    Channel channel = release.channel(fleet.environments());
    ChannelArtifacts artifacts = new ChannelArtifacts(fleet, channel);
    return new PublishTarget(
        channel,
        fleet.environments(),
        artifacts.components(),
        artifacts.all().toList(),
        () -> invocation.artifact().descriptor());
  }

  /** Returns the channel of a fleet that is named. */
  static PublishTarget of(FleetDescriptor fleet, ReleaseOptions release) {
    requireOwn(fleet.organization(), fleet.mirrors());
    Channel channel = release.channel(fleet.environments());
    return new PublishTarget(
        channel,
        fleet.environments(),
        fleet.artifacts(channel),
        fleet.all(channel).toList(),
        () -> fleet);
  }

  /** Returns the rings of the channel, which a rollout moves; none if a publish moves it. */
  List<String> rings() {
    return ReleaseOptions.rings(channel, environments);
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
}
