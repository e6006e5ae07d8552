/**
 * Not API: the commands, each a class of its name.
 *
 * <p>They read the command line and print; what they do is done in other packages. Start at {@link
 * dev.flotilla.main.command.Program}.
 *
 * @see <a href="https://picocli.info/">picocli</a>
 */
@NullMarked
package dev.flotilla.main.command;

import org.jspecify.annotations.NullMarked;
