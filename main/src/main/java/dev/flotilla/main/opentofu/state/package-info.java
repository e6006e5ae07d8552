/**
 * Not API: the state of a stack: what it says was applied, where it is kept, how it moves.
 *
 * <p>OpenTofu alone changes a state. Start at {@link dev.flotilla.main.opentofu.state.StackState}.
 *
 * @see <a href="https://opentofu.org/docs/internals/json-format/">JSON of OpenTofu</a>
 */
@NullMarked
package dev.flotilla.main.opentofu.state;

import org.jspecify.annotations.NullMarked;
