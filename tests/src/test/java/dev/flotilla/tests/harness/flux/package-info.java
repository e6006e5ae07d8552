/**
 * What Flux looks like on a cluster, the objects that it applies, and who asks for them. It reads
 * and writes an API server and starts no process. Start at {@link Flux} and {@link FluxObject}.
 */
@NullMarked
package dev.flotilla.tests.harness.flux;

import org.jspecify.annotations.NullMarked;
