/**
 * Not API: one cluster's stack, and what OpenTofu does with it.
 *
 * <p>Which stacks there are, and in which order, is decided by those who call. Start at {@link
 * dev.flotilla.main.opentofu.OpenTofuStack}.
 *
 * @see <a href="https://opentofu.org/docs/cli/commands/">commands of OpenTofu</a>
 */
@NullMarked
package dev.flotilla.main.opentofu;

import org.jspecify.annotations.NullMarked;
