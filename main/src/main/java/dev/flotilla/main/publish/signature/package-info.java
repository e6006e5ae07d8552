/**
 * Not API: the signatures of published artifacts, and the keys that make them.
 *
 * <p>Only here is cosign started. Start at {@link dev.flotilla.main.publish.signature.Signatures}.
 *
 * @see <a href="https://docs.sigstore.dev/cosign/signing/overview/">signing with cosign</a>
 */
@NullMarked
package dev.flotilla.main.publish.signature;

import org.jspecify.annotations.NullMarked;
