/**
 * Not API: others that publishing waits for: programs that it starts, and how long each may take.
 *
 * <p>What they are asked is not known here. Start at {@link
 * dev.flotilla.main.publish.external.ExternalProgram}.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/lang/ProcessHandle.html">processes
 *     in Java</a>
 */
@NullMarked
package dev.flotilla.main.publish.external;

import org.jspecify.annotations.NullMarked;
