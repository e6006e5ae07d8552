/**
 * Not API: components and tenants as clusters get them, beside what is published.
 *
 * <p>Both are rendered by the checker. Start at {@link
 * dev.flotilla.main.review.content.ContentReview}.
 */
@NullMarked
package dev.flotilla.main.review.content;

import org.jspecify.annotations.NullMarked;
