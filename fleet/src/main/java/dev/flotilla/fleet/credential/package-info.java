/**
 * Secrets that Flux authenticates with, without their values.
 *
 * <p>How OpenTofu sends the values is the constructs' affair. Start at {@link
 * dev.flotilla.fleet.credential.Credential}.
 */
@NullMarked
package dev.flotilla.fleet.credential;

import org.jspecify.annotations.NullMarked;
