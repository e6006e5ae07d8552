/**
 * Not API: rendering of components; it may change without notice.
 *
 * <p>The values are in the package above. Start at {@link
 * dev.flotilla.fleet.component.internal.ComponentObjects}.
 *
 * @see <a href="https://fluxoperator.dev/docs/crd/resourceset/">ResourceSet</a>
 */
@NullMarked
package dev.flotilla.fleet.component.internal;

import org.jspecify.annotations.NullMarked;
