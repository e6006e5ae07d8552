/**
 * Fleets that are chosen at random, from a seed, so that every value of a fleet occurs.
 *
 * <p>What must hold for them is asserted in the package above. Start at {@link
 * dev.flotilla.stacks.random.RandomFleet}.
 */
package dev.flotilla.stacks.random;
