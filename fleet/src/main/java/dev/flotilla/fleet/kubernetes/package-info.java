/**
 * Kubernetes objects as plain data, their names, and the one writer that prints them.
 *
 * <p>Nothing here knows jsii or OpenTofu. Start at {@link
 * dev.flotilla.fleet.kubernetes.KubernetesObject}.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/">objects in
 *     Kubernetes</a>
 */
@NullMarked
package dev.flotilla.fleet.kubernetes;

import org.jspecify.annotations.NullMarked;
