/**
 * A Sigstore of one's own: whom clusters trust instead of the public one, and where signers ask.
 *
 * <p>Who may sign is in the package source. Start at {@link dev.flotilla.fleet.sigstore.Sigstore}.
 *
 * @see <a href="https://docs.sigstore.dev/about/overview/">Sigstore</a>
 */
@NullMarked
package dev.flotilla.fleet.sigstore;

import org.jspecify.annotations.NullMarked;
