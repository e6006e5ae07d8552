/**
 * Image updates: a cluster that looks for new versions and writes them to Git.
 *
 * <p>Start at {@link dev.flotilla.constructs.automation.UpdateAutomation}.
 */
@NullMarked
package dev.flotilla.constructs.automation;

import org.jspecify.annotations.NullMarked;
