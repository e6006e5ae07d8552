/**
 * Registries, and what is published to them and signed. It knows artifacts but no cluster. Start at
 * {@link FleetRepository} and {@link TestRegistry}.
 */
@NullMarked
package dev.flotilla.tests.harness.registry;

import org.jspecify.annotations.NullMarked;
