/**
 * The signatures of published artifacts, and the keys that make them. Only here is cosign started.
 *
 * <p>Start at {@link dev.flotilla.main.publish.signature.Signatures}.
 */
@NullMarked
package dev.flotilla.main.publish.signature;

import org.jspecify.annotations.NullMarked;
