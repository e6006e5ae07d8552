/**
 * The program: everything that reads the outside world is below this package.
 *
 * <p>It is the only API of this module; the packages below may change without notice. Start at
 * {@link dev.flotilla.main.Flotilla}, which a program with a fleet of its own calls too.
 *
 * @see <a href="https://opentofu.org/docs/cli/">the CLI of OpenTofu, which it drives</a>
 */
@NullMarked
package dev.flotilla.main;

import org.jspecify.annotations.NullMarked;
