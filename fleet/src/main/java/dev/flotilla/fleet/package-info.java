/**
 * A fleet as values: every cluster that one organization runs from one repository, and who that is.
 *
 * <p>Nothing here renders, reads or starts anything. Start at {@link dev.flotilla.fleet.Fleet}.
 *
 * @see <a href="https://fluxcd.io/flux/concepts/">Flux concepts</a>
 */
@NullMarked
package dev.flotilla.fleet;

import org.jspecify.annotations.NullMarked;
