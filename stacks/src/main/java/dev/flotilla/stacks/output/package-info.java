/**
 * The folder that a synth writes: what is in it whose it is, and how it is replaced.
 *
 * <p>The only room of the stacks that touches files. Start at {@link
 * dev.flotilla.stacks.output.StackOutput}.
 */
@NullMarked
package dev.flotilla.stacks.output;

import org.jspecify.annotations.NullMarked;
