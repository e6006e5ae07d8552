/**
 * Not API: what the user sees: data on standard output, progress and errors on standard error.
 *
 * <p>Nothing here knows fleets or clusters. Start at {@link dev.flotilla.main.report.Report}.
 *
 * @see <a href="https://opentofu.org/docs/cli/commands/plan/">exit codes of plan, which diff has
 *     too</a>
 */
@NullMarked
package dev.flotilla.main.report;

import org.jspecify.annotations.NullMarked;
