/**
 * Where Flux finds what it applies, and whose signature that must carry.
 *
 * <p>Nothing here fetches or verifies. Start at {@link dev.flotilla.fleet.source.SyncSource}.
 *
 * @see <a href="https://fluxcd.io/flux/components/source/">sources of Flux</a>
 */
@NullMarked
package dev.flotilla.fleet.source;

import org.jspecify.annotations.NullMarked;
