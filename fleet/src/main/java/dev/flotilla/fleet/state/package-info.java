/**
 * Where OpenTofu keeps states, and how it encrypts them.
 *
 * <p>Values only: OpenTofu reads and writes the states. The names that it takes are generated from
 * its sources. Start at {@link dev.flotilla.fleet.state.State}.
 *
 * @see <a href="https://opentofu.org/docs/language/state/">state of OpenTofu</a>
 */
@NullMarked
package dev.flotilla.fleet.state;

import org.jspecify.annotations.NullMarked;
