package dev.flotilla.fleet.resolve;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.Distribution;
import dev.flotilla.fleet.object.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rules for environments with rings. */
final class RingRules {
  private final Fleet fleet;

  /** Each environment with the first cluster of it, where its problems are reported. */
  private final Map<Environment, Cluster> environments = new LinkedHashMap<>();

  private final List<Problem> problems = new ArrayList<>();

  RingRules(Fleet fleet) {
    this.fleet = fleet;
    fleet.clusters().forEach(cluster -> environments.putIfAbsent(cluster.environment(), cluster));
  }

  List<Problem> check() {
    if (fleet.sync() instanceof FleetSync.Shared shared) {
      environments.keySet().forEach(environment -> checkSync(environment, shared));
    }
    checkChannels();
    environments.keySet().stream().filter(Environment::hasSeveralRings).forEach(this::checkFlux);
    return problems;
  }

  /** One source for all clusters has one revision for all rings. */
  private void checkSync(Environment environment, FleetSync.Shared shared) {
    if (environment.hasSeveralRings()) {
      report(
          environment,
          "an environment with rings must sync the fleet artifact, which has a tag for each ring, got %s '%s' for '%s'; drop its rings, or Fleet.Builder.sync"
              .formatted(shared.source().kind(), shared.source().address(), environment.name()));
    }
  }

  /** A tag that is a ring of one channel and something else of another has two that move it. */
  private void checkChannels() {
    Map<String, Environment> owners = new TreeMap<>();
    for (Environment environment : environments.keySet()) {
      for (Channel followed : environment.channels()) {
        String tag = followed.tag().value();
        Environment owner = owners.computeIfAbsent(tag, first -> environment);
        boolean isOneChannel = owner.channel().tag().equals(environment.channel().tag());
        if (isOneChannel && !owner.rings().equals(environment.rings())) {
          report(
              environment,
              "environments of channel '%s' must have the same rings, got %s for '%s' and %s for '%s'; give them the same, or give one a channel of its own"
                  .formatted(
                      environment.channel().tag(),
                      rings(owner),
                      owner.name(),
                      rings(environment),
                      environment.name()));
          break;
        }
        if (!isOneChannel) {
          report(
              environment,
              "a tag must be of one channel only, got '%s' for environment '%s' and for '%s'; rename a ring or a channel"
                  .formatted(tag, owner.name(), environment.name()));
        }
      }
    }
  }

  /** The operator upgrades Flux by itself, within a range and to the manifests of a moved tag. */
  private void checkFlux(Environment environment) {
    Distribution flux = fleet.fluxRelease().distribution();
    if (!flux.isExact()) {
      report(
          environment,
          "an environment with rings must run one version of Flux, because within a range the operator upgrades all rings by itself, got '%s' for '%s'; name a version such as '2.9.5'"
              .formatted(flux.version(), environment.name()));
    }
    boolean isTaken =
        fleet.clusters().stream()
            .filter(cluster -> cluster.environment().equals(environment))
            .anyMatch(cluster -> !cluster.flux().hasEmbeddedManifests());
    flux.artifact()
        .filter(manifests -> isTaken && !manifests.isExact())
        .ifPresent(
            manifests ->
                report(
                    environment,
                    "an environment with rings must take Flux's manifests from a tag that does not move, got '%s' for '%s'; use those in the operator's image, FluxRelease.withEmbeddedManifests(), or the tag of a version"
                        .formatted(manifests, environment.name())));
  }

  private static String rings(Environment environment) {
    return environment.rings().isEmpty() ? "none" : "'" + environment.ringNames() + "'";
  }

  private void report(Environment environment, String message) {
    problems.add(new Problem(environments.get(environment).name(), message));
  }
}
