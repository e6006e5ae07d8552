/**
 * Versions of charts that are raised without a change of Java, by people or by update automation.
 *
 * <p>Start at {@link dev.flotilla.fleet.content.update.Versions}.
 */
@NullMarked
package dev.flotilla.fleet.content.update;

import org.jspecify.annotations.NullMarked;
