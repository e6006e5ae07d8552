package dev.flotilla.constructs.flux;

import dev.flotilla.constructs.artifact.FluxScope;
import dev.flotilla.fleet.flux.OperatorUpgradeProps;
import software.constructs.Construct;

/**
 * Flux upgrades its operator: once Flux has synced, there is the HelmRelease {@code flux-operator}
 * of the very chart that the bootstrap has installed, and it has adopted the operator.
 *
 * <p>Flux owns it, and from then on the operator: a new version is rolled out by the fleet
 * artifact.
 *
 * <pre>{@code
 * OperatorChart chart = OperatorChart.of(FluxRelease.CHARTS, Version.of("0.59.0"));
 * InstanceCluster cluster = InstanceCluster.multitenant(InstanceCluster.Size.MEDIUM);
 * OperatorUpgradeProps upgrade = OperatorUpgradeProps.of(chart, cluster);
 * new OperatorUpgrade(artifact, "OperatorUpgrade", upgrade);
 * }</pre>
 *
 * @see <a href="https://fluxoperator.dev/docs/charts/flux-operator/">the chart of the operator</a>
 */
public final class OperatorUpgrade extends Construct {
  /**
   * Adds it to the fleet artifact of {@code scope}'s cluster.
   *
   * @param scope a {@code FluxArtifact}, or what is below one
   * @throws IllegalArgumentException if {@code scope} is neither
   */
  public OperatorUpgrade(Construct scope, String id, OperatorUpgradeProps props) {
    super(scope, id);
    FluxScope.of(scope).addPart(this, (renderer, place) -> renderer.add(place, props));
  }
}
