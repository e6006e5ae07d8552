/**
 * Rendering of components.
 *
 * <p>It may change without notice. Start at {@link
 * dev.flotilla.fleet.component.internal.ComponentObjects}.
 */
@NullMarked
package dev.flotilla.fleet.component.internal;

import org.jspecify.annotations.NullMarked;
