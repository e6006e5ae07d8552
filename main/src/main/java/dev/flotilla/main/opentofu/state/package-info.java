/**
 * The state of a stack: what it says was applied, where it is kept, how it moves. OpenTofu alone
 * changes a state.
 *
 * <p>Start at {@link dev.flotilla.main.opentofu.state.StackState}.
 */
@NullMarked
package dev.flotilla.main.opentofu.state;

import org.jspecify.annotations.NullMarked;
