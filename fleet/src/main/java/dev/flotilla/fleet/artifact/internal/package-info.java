/**
 * Rendering that the packages component and tenant share. It may change without notice.
 *
 * <p>Start at {@link dev.flotilla.fleet.artifact.internal.ArtifactObjects}.
 */
@NullMarked
package dev.flotilla.fleet.artifact.internal;

import org.jspecify.annotations.NullMarked;
