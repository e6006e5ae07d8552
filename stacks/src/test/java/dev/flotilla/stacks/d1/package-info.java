/**
 * The d1 reference architecture as a fleet: synced from Git instead of an artifact.
 *
 * <p>Its facts are asserted here by value; its golden files are compared in the package above.
 * Start at {@link dev.flotilla.stacks.d1.D1FleetTest}.
 *
 * @see <a href="https://github.com/controlplaneio-fluxcd/d1-fleet">the d1 reference
 *     architecture</a>
 */
package dev.flotilla.stacks.d1;
