package dev.flotilla.fleet.flux;

import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.fleet.source.Verification;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * What {@code OperatorUpgrade} takes.
 *
 * @param chart the chart that the bootstrap installs; raise its version to upgrade
 * @param cluster the cluster as the FluxInstance knows it: its lockdown is the operator's too
 * @param metadata on everything that the chart creates
 * @param verification whose signature the chart must carry
 * @param isInsecure whether the chart's registry speaks plain HTTP; only for a registry on loopback
 */
@RecordBuilder
public record OperatorUpgradeProps(
    OperatorChart chart,
    InstanceCluster cluster,
    ObjectMetadata metadata,
    Verification verification,
    boolean isInsecure) {

  /**
   * Returns the upgrade to a chart, which must be signed by upstream's release workflow if it comes
   * from upstream's registry; a mirror does not copy that signature, and whoever runs the mirror
   * answers for the chart.
   */
  public static OperatorUpgradeProps of(OperatorChart chart, InstanceCluster cluster) {
    return new OperatorUpgradeProps(
        chart,
        cluster,
        ObjectMetadata.NONE,
        chart.repository().equals(FluxRelease.CHARTS)
            ? FluxRelease.CHARTS_VERIFICATION
            : Verification.none(),
        false);
  }

  /** Returns this upgrade, with labels and annotations on everything that the chart creates. */
  public OperatorUpgradeProps withMetadata(ObjectMetadata value) {
    return OperatorUpgradePropsFields.from(this).metadata(value).build();
  }

  /** Returns this upgrade, whose chart must carry another signature. */
  public OperatorUpgradeProps withVerification(Verification value) {
    return OperatorUpgradePropsFields.from(this).verification(value).build();
  }

  /** Returns this upgrade, whose registry speaks plain HTTP or not. */
  public OperatorUpgradeProps withInsecure(boolean value) {
    return OperatorUpgradePropsFields.from(this).isInsecure(value).build();
  }
}
