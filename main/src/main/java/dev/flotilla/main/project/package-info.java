/**
 * Not API: the project with which a user starts a fleet.
 *
 * <p>Its files are resources of this package; which ones belong together is decided here, what they
 * say is not. Start at {@link dev.flotilla.main.project.ProjectTemplate}.
 *
 * @see <a
 *     href="https://maven.apache.org/guides/introduction/introduction-to-the-standard-directory-layout.html">layout
 *     of a Maven project</a>
 */
@NullMarked
package dev.flotilla.main.project;

import org.jspecify.annotations.NullMarked;
