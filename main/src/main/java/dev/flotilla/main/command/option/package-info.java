/**
 * Not API: options that several commands share or that need a converter of their own.
 *
 * <p>Nothing here does the work of a command. Start at {@link
 * dev.flotilla.main.command.option.ClusterOptions}.
 *
 * @see <a href="https://picocli.info/">picocli</a>
 */
@NullMarked
package dev.flotilla.main.command.option;

import org.jspecify.annotations.NullMarked;
