/**
 * Kubernetes objects as plain data, their names, and the one writer that prints them.
 *
 * <p>Nothing here knows jsii or OpenTofu. Start at {@link
 * dev.flotilla.fleet.kubernetes.KubernetesObject}.
 */
@NullMarked
package dev.flotilla.fleet.kubernetes;

import org.jspecify.annotations.NullMarked;
