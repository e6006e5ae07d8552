package dev.flotilla.fleet.flux;

import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.fleet.source.Verification;

/**
 * What {@code OperatorUpgrade} takes.
 *
 * @param chart the chart that the bootstrap installs; raise its version to upgrade
 * @param cluster the cluster as the FluxInstance knows it: its lockdown is the operator's too
 * @param metadata on everything that the chart creates
 * @param verification whose signature the chart must carry
 * @param isInsecure whether the chart's registry speaks plain HTTP; only for a registry on loopback
 */
public record OperatorUpgradeProps(
    OperatorChart chart,
    InstanceCluster cluster,
    ObjectMetadata metadata,
    Verification verification,
    boolean isInsecure) {}
