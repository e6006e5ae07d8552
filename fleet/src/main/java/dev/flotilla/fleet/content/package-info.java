/**
 * Content: the objects inside a component's or tenant's artifact, for each environment.
 *
 * <p>Start at {@link dev.flotilla.fleet.content.Content}; Helm releases are in {@code
 * content.helm}. {@code ContentFolder} in {@code render} writes the folders that components and
 * tenants are applied from.
 */
@NullMarked
package dev.flotilla.fleet.content;

import org.jspecify.annotations.NullMarked;
