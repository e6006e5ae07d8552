/**
 * Artifacts: how a folder is packed, pushed, signed and verified, and which tags then move.
 *
 * <p>Start at {@link dev.flotilla.main.publish.Publishing}. Only this package talks to registries.
 */
@NullMarked
package dev.flotilla.main.publish;

import org.jspecify.annotations.NullMarked;
