/**
 * Not API: what follows no ring of its environment.
 *
 * <p>The checker finds the same in content that is not rendered yet. Start at {@link
 * dev.flotilla.main.review.rings.RingRule}.
 */
@NullMarked
package dev.flotilla.main.review.rings;

import org.jspecify.annotations.NullMarked;
