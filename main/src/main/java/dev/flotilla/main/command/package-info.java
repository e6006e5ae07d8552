/**
 * The commands, each a class of its name. They read the command line and print; what they do is
 * done in other packages.
 *
 * <p>Start at {@link dev.flotilla.main.command.Program}.
 */
@NullMarked
package dev.flotilla.main.command;

import org.jspecify.annotations.NullMarked;
