/**
 * What makes a fleet of the constructs: clusters and environments as values, a stack per cluster,
 * one app.
 *
 * <p>Start at {@link dev.flotilla.stacks.Fleet}. Nothing here reads the outside world.
 */
@NullMarked
package dev.flotilla.stacks;

import org.jspecify.annotations.NullMarked;
