/**
 * Not API: the project with which a user starts a fleet.
 *
 * <p>Its files are resources of this package; which ones belong together is decided here, what they
 * say is not. Start at {@link dev.flotilla.main.project.ProjectTemplate}.
 */
@NullMarked
package dev.flotilla.main.project;

import org.jspecify.annotations.NullMarked;
