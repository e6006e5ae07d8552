/**
 * Writing stacks, the one part of the program that starts Node.js. Only here are jsii and the
 * bindings of CDKTF used.
 *
 * <p>Start at {@link dev.flotilla.main.synth.Synthesis}.
 */
@NullMarked
package dev.flotilla.main.synth;

import org.jspecify.annotations.NullMarked;
