/**
 * One cluster of a fleet, and the variables that its components and tenants get.
 *
 * <p>The package resolve adds what a cluster has from its fleet. Start at {@link
 * dev.flotilla.fleet.cluster.Cluster}.
 */
@NullMarked
package dev.flotilla.fleet.cluster;

import org.jspecify.annotations.NullMarked;
