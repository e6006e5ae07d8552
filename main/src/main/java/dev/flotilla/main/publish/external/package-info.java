/**
 * Others that publishing waits for: programs that it starts, and how long each may take. What they
 * are asked is not known here.
 *
 * <p>Start at {@link dev.flotilla.main.publish.external.ExternalProgram}.
 */
@NullMarked
package dev.flotilla.main.publish.external;

import org.jspecify.annotations.NullMarked;
