/**
 * The status of clusters, compared with the registry and printed. Other packages read it from the
 * clusters; nothing is changed.
 *
 * <p>Start at {@link dev.flotilla.main.status.StatusTable}.
 */
@NullMarked
package dev.flotilla.main.status;

import org.jspecify.annotations.NullMarked;
