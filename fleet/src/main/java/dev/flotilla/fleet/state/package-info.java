/**
 * Where OpenTofu keeps states, and how it encrypts them.
 *
 * <p>The names that OpenTofu takes are generated from its sources. Start at {@link
 * dev.flotilla.fleet.state.State}.
 */
@NullMarked
package dev.flotilla.fleet.state;

import org.jspecify.annotations.NullMarked;
