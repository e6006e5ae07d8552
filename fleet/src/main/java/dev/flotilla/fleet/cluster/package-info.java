/**
 * One cluster of a fleet, and the variables that its components and tenants get.
 *
 * <p>What it has from its fleet is the package resolve's affair. Start at {@link
 * dev.flotilla.fleet.cluster.Cluster}.
 */
@NullMarked
package dev.flotilla.fleet.cluster;

import org.jspecify.annotations.NullMarked;
