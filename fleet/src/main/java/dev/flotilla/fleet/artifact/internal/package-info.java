/**
 * Not API: rendering that the packages component and tenant share; it may change without notice.
 *
 * <p>What is specific to either is in its own package. Start at {@link
 * dev.flotilla.fleet.artifact.internal.ContentObjects}.
 *
 * @see <a href="https://fluxcd.io/flux/components/kustomize/kustomizations/">Kustomization</a>
 */
@NullMarked
package dev.flotilla.fleet.artifact.internal;

import org.jspecify.annotations.NullMarked;
