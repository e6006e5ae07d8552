/**
 * Not API: kubeconfig files as kubectl reads them: every field of clientcmd v1 has the same effect,
 * or is refused by its name.
 *
 * <p>Nothing here knows fleets. Start at {@link dev.flotilla.main.kubeconfig.Kubeconfig}.
 *
 * @see <a href="https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/">kubeconfig v1</a>
 */
@NullMarked
package dev.flotilla.main.kubeconfig;

import org.jspecify.annotations.NullMarked;
