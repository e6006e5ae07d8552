/**
 * OpenTofu as a program: finding it, running it in a folder, understanding what it says. What a
 * stack or its state holds is not known here.
 *
 * <p>Start at {@link dev.flotilla.main.opentofu.run.OpenTofu}.
 */
@NullMarked
package dev.flotilla.main.opentofu.run;

import org.jspecify.annotations.NullMarked;
