/**
 * Not API: what a change of the fleet changes on which clusters, and what is dangerous about it.
 *
 * <p>It compares renderings; nothing here prints or asks clusters. Start at {@link
 * dev.flotilla.main.review.FleetReview}.
 */
@NullMarked
package dev.flotilla.main.review;

import org.jspecify.annotations.NullMarked;
