/** Versions, of releases as of programs. */
@NullMarked
package dev.flotilla.fleet.version;

import org.jspecify.annotations.NullMarked;
