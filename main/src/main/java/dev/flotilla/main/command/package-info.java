/**
 * The commands, each a class of its name, and what they share.
 *
 * <p>Start at {@link dev.flotilla.main.command.Program}.
 */
@NullMarked
package dev.flotilla.main.command;

import org.jspecify.annotations.NullMarked;
