/**
 * Rendering of image updates.
 *
 * <p>It may change without notice. Start at {@link
 * dev.flotilla.fleet.automation.internal.UpdateObjects}.
 */
@NullMarked
package dev.flotilla.fleet.automation.internal;

import org.jspecify.annotations.NullMarked;
