/**
 * Secrets that Flux authenticates with, without their values.
 *
 * <p>The constructs send the values, by OpenTofu. Start at {@link
 * dev.flotilla.fleet.credential.Credential}.
 *
 * @see <a href="https://fluxcd.io/flux/components/source/ocirepositories/">secret references</a>
 */
@NullMarked
package dev.flotilla.fleet.credential;

import org.jspecify.annotations.NullMarked;
