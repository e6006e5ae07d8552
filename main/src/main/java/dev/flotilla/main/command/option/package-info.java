/**
 * Options that several commands share or that need a converter of their own. Nothing here does the
 * work of a command.
 *
 * <p>Start at {@link dev.flotilla.main.command.option.ClusterOptions}.
 */
@NullMarked
package dev.flotilla.main.command.option;

import org.jspecify.annotations.NullMarked;
