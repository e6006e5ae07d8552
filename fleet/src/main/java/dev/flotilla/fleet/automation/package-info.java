/**
 * Image updates: a cluster that looks for new versions and writes them to Git.
 *
 * <p>Start at {@link dev.flotilla.fleet.automation.UpdateAutomationProps}.
 */
@NullMarked
package dev.flotilla.fleet.automation;

import org.jspecify.annotations.NullMarked;
