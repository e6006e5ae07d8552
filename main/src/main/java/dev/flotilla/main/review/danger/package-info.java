/**
 * Not API: the rules by which a change is dangerous.
 *
 * <p>They look at what two renderings say, at no cluster. Start at {@link
 * dev.flotilla.main.review.danger.Dangers}.
 */
@NullMarked
package dev.flotilla.main.review.danger;

import org.jspecify.annotations.NullMarked;
