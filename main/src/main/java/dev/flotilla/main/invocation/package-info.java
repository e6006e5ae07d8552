/**
 * Not API: all that a run gets from outside: the fleet, the environment, the folders.
 *
 * <p>Nothing here knows the commands. Start at {@link dev.flotilla.main.invocation.Invocation}.
 *
 * @see <a href="https://opentofu.org/docs/cli/config/environment-variables/">environment variables
 *     of OpenTofu</a>
 */
@NullMarked
package dev.flotilla.main.invocation;

import org.jspecify.annotations.NullMarked;
