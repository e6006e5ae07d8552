/**
 * Helm releases, which Flux's helm-controller installs and upgrades.
 *
 * <p>Start at {@link dev.flotilla.fleet.content.helm.HelmRelease}.
 *
 * @see <a href="https://fluxcd.io/flux/components/helm/helmreleases/">HelmRelease</a>
 */
@NullMarked
package dev.flotilla.fleet.content.helm;

import org.jspecify.annotations.NullMarked;
