/**
 * The program's commands without a deployed cluster: how it starts, what it prints, lists and
 * synthesizes, and users' own programs and CDKTF apps. What a deploy does to a cluster is in {@code
 * cluster}. Start at {@link SynthIT}.
 */
@NullMarked
package dev.flotilla.tests.cli;

import org.jspecify.annotations.NullMarked;
