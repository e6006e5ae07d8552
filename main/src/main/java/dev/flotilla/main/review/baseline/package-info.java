/**
 * Not API: the renderings that a fleet is compared with: what is live, a folder, a revision of Git.
 *
 * <p>What cannot be fetched is said, and compared with nothing. Start at {@link
 * dev.flotilla.main.review.baseline.Baseline}.
 */
@NullMarked
package dev.flotilla.main.review.baseline;

import org.jspecify.annotations.NullMarked;
