/** The command line of a project with content alone. */
@NullMarked
package dev.flotilla.main.command.content;

import org.jspecify.annotations.NullMarked;
