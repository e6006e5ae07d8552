/**
 * Not API: the command that reviews a change.
 *
 * <p>It gathers what is compared, and leaves to others how. Start at {@link
 * dev.flotilla.main.command.review.DiffCommand}.
 */
@NullMarked
package dev.flotilla.main.command.review;

import org.jspecify.annotations.NullMarked;
