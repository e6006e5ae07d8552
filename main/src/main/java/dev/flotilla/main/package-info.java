/**
 * The program: everything that reads the outside world is below this package.
 *
 * <p>Start at {@link dev.flotilla.main.Flotilla}, which a program with a fleet of its own calls
 * too.
 */
@NullMarked
package dev.flotilla.main;

import org.jspecify.annotations.NullMarked;
