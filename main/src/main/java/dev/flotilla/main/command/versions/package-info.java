/** The command that compares versions. */
@NullMarked
package dev.flotilla.main.command.versions;

import org.jspecify.annotations.NullMarked;
