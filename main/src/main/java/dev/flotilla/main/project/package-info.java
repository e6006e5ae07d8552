/**
 * The project with which a user starts a fleet.
 *
 * <p>Start at {@link dev.flotilla.main.project.ProjectTemplate}; its files are resources of this
 * package.
 */
@NullMarked
package dev.flotilla.main.project;

import org.jspecify.annotations.NullMarked;
