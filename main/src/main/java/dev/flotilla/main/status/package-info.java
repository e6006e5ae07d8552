/**
 * How clusters are, compared with the registry and printed. A live cluster is asked in other
 * packages, and nothing is changed.
 *
 * <p>Start at {@link dev.flotilla.main.status.StatusTable}.
 */
@NullMarked
package dev.flotilla.main.status;

import org.jspecify.annotations.NullMarked;
