/**
 * Not API: the change set, the one value that every output of a review prints.
 *
 * <p>It says what changes where, and knows neither files nor clusters. Start at {@link
 * dev.flotilla.main.review.change.ChangeSet}.
 */
@NullMarked
package dev.flotilla.main.review.change;

import org.jspecify.annotations.NullMarked;
