/**
 * Image updates: a cluster that looks for new versions and writes them to Git.
 *
 * <p>The construct hands over its props and renders nothing. Start at {@link
 * dev.flotilla.constructs.automation.UpdateAutomation}.
 *
 * @see <a
 *     href="https://fluxcd.io/flux/components/image/imageupdateautomations/">ImageUpdateAutomation</a>
 */
@NullMarked
package dev.flotilla.constructs.automation;

import org.jspecify.annotations.NullMarked;
