/**
 * Not API: a review as a folder, which binds what was shown to what is done: plans, artifacts, the
 * change set, and a manifest whose digest is approved.
 *
 * <p>It compares facts; how they are found is known elsewhere. Start at {@link
 * dev.flotilla.main.review.bundle.Bundle}.
 */
@NullMarked
package dev.flotilla.main.review.bundle;

import org.jspecify.annotations.NullMarked;
