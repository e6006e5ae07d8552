/**
 * Not API: the renderings that a fleet is compared with: what is live, a Git revision, or a folder.
 *
 * <p>What cannot be fetched is said, and compared with nothing. Start at {@link
 * dev.flotilla.main.review.baseline.Baselines}.
 */
@NullMarked
package dev.flotilla.main.review.baseline;

import org.jspecify.annotations.NullMarked;
