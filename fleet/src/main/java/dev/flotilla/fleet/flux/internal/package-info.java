/**
 * Not API: rendering of what Flux itself needs in the fleet artifact; it may change without notice.
 *
 * <p>The values are in the package above. Start at {@link
 * dev.flotilla.fleet.flux.internal.OperatorUpgradeObjects}.
 *
 * @see <a href="https://fluxcd.io/flux/components/helm/helmreleases/">HelmRelease</a>
 */
@NullMarked
package dev.flotilla.fleet.flux.internal;

import org.jspecify.annotations.NullMarked;
