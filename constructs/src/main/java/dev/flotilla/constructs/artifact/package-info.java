/**
 * The fleet artifact of one cluster in a tree of constructs: the scope that what Flux delivers
 * stands below.
 *
 * <p>What is added to it is rendered once, when the stack is synthesized. Start at {@link
 * dev.flotilla.constructs.artifact.FluxArtifact}.
 *
 * @see <a href="https://fluxcd.io/flux/cmd/flux_push_artifact/">artifacts of Flux</a>
 */
@NullMarked
package dev.flotilla.constructs.artifact;

import org.jspecify.annotations.NullMarked;
