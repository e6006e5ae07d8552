/**
 * Kubeconfig files as kubectl reads them: every field of clientcmd v1 has the same effect, or is
 * refused by its name.
 *
 * <p>Start at {@link dev.flotilla.main.kubeconfig.Kubeconfig}. Nothing here knows fleets.
 */
@NullMarked
package dev.flotilla.main.kubeconfig;

import org.jspecify.annotations.NullMarked;
