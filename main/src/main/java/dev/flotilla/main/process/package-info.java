/**
 * Not API: other programs, and how they are started, read, and stopped without leaving anything
 * half done.
 *
 * <p>What a program is for is not known here. Start at {@link
 * dev.flotilla.main.process.Subprocess}.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/lang/ProcessHandle.html">processes
 *     in Java</a>
 */
@NullMarked
package dev.flotilla.main.process;

import org.jspecify.annotations.NullMarked;
