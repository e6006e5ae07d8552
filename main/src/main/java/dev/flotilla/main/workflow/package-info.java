/**
 * The GitHub workflows that publish a fleet and what it runs.
 *
 * <p>Start at {@link dev.flotilla.main.workflow.Workflows}; the files are filled in from resources
 * of this package.
 */
@NullMarked
package dev.flotilla.main.workflow;

import org.jspecify.annotations.NullMarked;
