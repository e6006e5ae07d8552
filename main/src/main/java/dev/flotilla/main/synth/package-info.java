/**
 * Not API: writing stacks, the one part of the program that starts Node.js.
 *
 * <p>Only here are jsii and the bindings of CDKTF used. Start at {@link
 * dev.flotilla.main.synth.Synthesis}.
 *
 * @see <a href="https://aws.github.io/jsii/">jsii</a>
 */
@NullMarked
package dev.flotilla.main.synth;

import org.jspecify.annotations.NullMarked;
