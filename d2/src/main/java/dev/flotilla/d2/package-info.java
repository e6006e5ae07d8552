/**
 * This repository's own fleet, the d2 reference architecture's, as data.
 *
 * <p>Whatever holds for any fleet is in the other modules. Start at {@link
 * dev.flotilla.d2.D2Fleet}.
 *
 * @see <a href="https://github.com/controlplaneio-fluxcd/d2-fleet">the d2 reference
 *     architecture</a>
 */
@NullMarked
package dev.flotilla.d2;

import org.jspecify.annotations.NullMarked;
