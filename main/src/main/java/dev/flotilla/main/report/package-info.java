/**
 * What the user sees: data on standard output, progress and errors on standard error.
 *
 * <p>Start at {@link dev.flotilla.main.report.Report}. Nothing here knows fleets or clusters.
 */
@NullMarked
package dev.flotilla.main.report;

import org.jspecify.annotations.NullMarked;
