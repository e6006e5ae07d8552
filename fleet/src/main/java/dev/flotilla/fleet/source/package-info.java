/**
 * Where Flux finds what it applies, and whose signature that must carry.
 *
 * <p>Start at {@link dev.flotilla.fleet.source.SyncSource}.
 */
@NullMarked
package dev.flotilla.fleet.source;

import org.jspecify.annotations.NullMarked;
