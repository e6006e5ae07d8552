/**
 * Secrets that Flux authenticates with, without their values.
 *
 * <p>The constructs send the values, by OpenTofu. Start at {@link
 * dev.flotilla.fleet.credential.Credential}.
 */
@NullMarked
package dev.flotilla.fleet.credential;

import org.jspecify.annotations.NullMarked;
