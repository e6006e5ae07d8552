/**
 * OpenTofu as a program: finding it, running it in a stack's folder, understanding what it says.
 *
 * <p>Start at {@link dev.flotilla.main.opentofu.OpenTofu}.
 */
@NullMarked
package dev.flotilla.main.opentofu;

import org.jspecify.annotations.NullMarked;
