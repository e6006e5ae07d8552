/**
 * One cluster's stack, and what OpenTofu does with it. Which stacks there are, and in which order,
 * is decided by those who call.
 *
 * <p>Start at {@link dev.flotilla.main.opentofu.OpenTofuStack}.
 */
@NullMarked
package dev.flotilla.main.opentofu;

import org.jspecify.annotations.NullMarked;
