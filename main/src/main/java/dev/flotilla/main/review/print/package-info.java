/**
 * Not API: the outputs of a change set: for a terminal, a pull request, a program.
 *
 * <p>Each prints all of one value, or says what it leaves out. Start at {@link
 * dev.flotilla.main.review.print.TerminalOutput}.
 */
@NullMarked
package dev.flotilla.main.review.print;

import org.jspecify.annotations.NullMarked;
