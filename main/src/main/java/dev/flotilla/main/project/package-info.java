/**
 * The project that a user starts a fleet of his own with.
 *
 * <p>Start at {@link dev.flotilla.main.project.ProjectTemplate}; its files are resources of this
 * package.
 */
@NullMarked
package dev.flotilla.main.project;

import org.jspecify.annotations.NullMarked;
