package dev.flotilla.main.command.rollout;

import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.resolve.ChannelArtifacts;
import dev.flotilla.fleet.version.FluxUpgrade;
import dev.flotilla.fleet.version.Version;
import dev.flotilla.main.command.option.StatusQuery;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.publish.PublishedArtifact;
import dev.flotilla.main.rollout.RolloutGate;
import dev.flotilla.main.rollout.upgrade.UpgradeGate;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Refuses a release of the fleet whose Flux the clusters of a ring cannot run. */
record FluxGate(Invocation invocation, RolloutSession session) {
  /**
   * Returns it; refuses a release that no cluster can run. Components and tenants have no Flux.
   *
   * @param isApart whether clusters cannot be reached
   * @param mayGoDown whether a cluster may get an older Flux than it runs
   */
  RolloutGate of(Version version, boolean isApart, boolean mayGoDown) {
    ChannelArtifact artifact = session.artifact();
    ChannelArtifact fleet =
        new ChannelArtifacts(invocation.fleet(), session.environment().channel()).fleet();
    if (!fleet.path().equals(artifact.path())) {
      return ring -> Optional.empty();
    }
    boolean isVerified =
        artifact.verifications().stream().anyMatch(rule -> rule.toSpec().isPresent());
    SortedMap<String, FluxUpgrade> upgrades =
        PublishedArtifact.of(
                artifact,
                version.tag(),
                invocation.environment(),
                invocation.folder(),
                invocation.report().secrets())
            .map(release -> UpgradeGate.upgrades(release, isVerified))
            .orElseGet(TreeMap::new);
    return isApart
        ? ring -> Optional.empty()
        : new UpgradeGate(
            upgrades,
            session.live()::clusters,
            new StatusQuery(invocation, RolloutSession.LIMIT),
            mayGoDown);
  }
}
