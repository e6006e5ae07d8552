/**
 * What the packages component and tenant render alike; no API, it may change at any time.
 *
 * <p>Start at {@link dev.flotilla.fleet.artifact.internal.ArtifactObjects}.
 */
@NullMarked
package dev.flotilla.fleet.artifact.internal;

import org.jspecify.annotations.NullMarked;
