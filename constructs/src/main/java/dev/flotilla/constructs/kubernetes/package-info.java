/**
 * Kubernetes objects as plain data, their names, and the one writer that prints them.
 *
 * <p>Nothing here knows jsii or OpenTofu. Start at {@link
 * dev.flotilla.constructs.kubernetes.KubernetesObject}.
 */
@NullMarked
package dev.flotilla.constructs.kubernetes;

import org.jspecify.annotations.NullMarked;
