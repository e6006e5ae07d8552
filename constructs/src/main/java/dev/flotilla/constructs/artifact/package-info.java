/**
 * The fleet artifact of one cluster in a tree of constructs, and the constructs that Flux itself
 * needs there.
 *
 * <p>They hand over values, and render nothing. Start at {@link
 * dev.flotilla.constructs.fleet.FluxArtifact}.
 *
 * @see <a href="https://fluxcd.io/flux/cmd/flux_push_artifact/">artifacts of Flux</a>
 */
@NullMarked
package dev.flotilla.constructs.fleet;

import org.jspecify.annotations.NullMarked;
