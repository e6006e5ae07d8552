/**
 * Other programs: how they are started, read, and stopped without leaving anything half done.
 *
 * <p>Start at {@link dev.flotilla.main.process.Subprocess}.
 */
@NullMarked
package dev.flotilla.main.process;

import org.jspecify.annotations.NullMarked;
