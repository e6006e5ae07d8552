/**
 * The folder that a synth writes: what is in it, which fleet it belongs to, and how it is replaced.
 *
 * <p>The only package of the stacks that touches files. Start at {@link
 * dev.flotilla.stacks.output.StackOutput}.
 */
@NullMarked
package dev.flotilla.stacks.output;

import org.jspecify.annotations.NullMarked;
