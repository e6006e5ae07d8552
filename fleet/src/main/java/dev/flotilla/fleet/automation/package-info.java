/**
 * Image updates: a cluster that looks for new versions and writes them to Git.
 *
 * <p>What is updated is decided by policies in the Git repository, not here. Start at {@link
 * dev.flotilla.fleet.automation.UpdateAutomationProps}.
 *
 * @see <a
 *     href="https://fluxcd.io/flux/components/image/imageupdateautomations/">ImageUpdateAutomation</a>
 */
@NullMarked
package dev.flotilla.fleet.automation;

import org.jspecify.annotations.NullMarked;
