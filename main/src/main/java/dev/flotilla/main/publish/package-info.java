/**
 * Not API: publishing artifacts, from what Git has to a signed version in a registry, and its
 * channel.
 *
 * <p>What is packed, where it goes and how it is signed is known to the packages below; the order
 * is decided here. Start at {@link dev.flotilla.main.publish.Publisher}.
 *
 * @see <a href="https://fluxcd.io/flux/cheatsheets/oci-artifacts/">OCI artifacts of Flux</a>
 */
@NullMarked
package dev.flotilla.main.publish;

import org.jspecify.annotations.NullMarked;
