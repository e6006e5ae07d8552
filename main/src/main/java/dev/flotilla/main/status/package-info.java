/**
 * Not API: the status of clusters, compared with the registry and printed.
 *
 * <p>Other packages read it from the clusters; nothing is changed. Start at {@link
 * dev.flotilla.main.status.StatusTable}.
 *
 * @see <a href="https://fluxcd.io/flux/components/kustomize/kustomizations/">status of a
 *     Kustomization</a>
 */
@NullMarked
package dev.flotilla.main.status;

import org.jspecify.annotations.NullMarked;
