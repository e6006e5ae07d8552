/** The commands that look into components and tenants, as they are on this machine. */
@NullMarked
package dev.flotilla.main.command.check;

import org.jspecify.annotations.NullMarked;
