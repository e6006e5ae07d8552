/**
 * How clusters reach registries: through mirrors, trusting private authorities.
 *
 * <p>Start at {@link dev.flotilla.fleet.registry.Mirror}.
 */
@NullMarked
package dev.flotilla.fleet.registry;

import org.jspecify.annotations.NullMarked;
