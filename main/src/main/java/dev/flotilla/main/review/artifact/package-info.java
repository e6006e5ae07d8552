/**
 * Not API: two renderings of the fleet artifact, and in what their objects differ.
 *
 * <p>Where the renderings come from is decided elsewhere. Start at {@link
 * dev.flotilla.main.review.artifact.ArtifactFiles}.
 */
@NullMarked
package dev.flotilla.main.review.artifact;

import org.jspecify.annotations.NullMarked;
