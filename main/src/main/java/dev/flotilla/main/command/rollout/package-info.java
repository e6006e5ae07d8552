/** The commands of a rollout, which reaches the rings of an environment one after the other. */
@NullMarked
package dev.flotilla.main.command.rollout;

import org.jspecify.annotations.NullMarked;
