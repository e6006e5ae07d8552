/**
 * The fleet artifact of one cluster: what a stack tells its constructs, the objects they hand back,
 * and the constructs that Flux itself needs there.
 *
 * <p>Nothing here knows environments or writes files. Start at {@link
 * dev.flotilla.constructs.fleet.FluxScope}.
 */
@NullMarked
package dev.flotilla.constructs.fleet;

import org.jspecify.annotations.NullMarked;
