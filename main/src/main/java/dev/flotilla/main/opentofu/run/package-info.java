/**
 * Not API: OpenTofu as a program: finding it, running it in a folder, understanding what it says.
 *
 * <p>What a stack or its state holds is not known here. Start at {@link
 * dev.flotilla.main.opentofu.run.OpenTofu}.
 *
 * @see <a href="https://opentofu.org/docs/internals/machine-readable-ui/">what OpenTofu prints for
 *     programs</a>
 */
@NullMarked
package dev.flotilla.main.opentofu.run;

import org.jspecify.annotations.NullMarked;
