/**
 * Not API: rendering of image updates; it may change without notice.
 *
 * <p>The values are in the package above. Start at {@link
 * dev.flotilla.fleet.automation.internal.UpdateObjects}.
 *
 * @see <a
 *     href="https://fluxcd.io/flux/components/image/imageupdateautomations/">ImageUpdateAutomation</a>
 */
@NullMarked
package dev.flotilla.fleet.automation.internal;

import org.jspecify.annotations.NullMarked;
