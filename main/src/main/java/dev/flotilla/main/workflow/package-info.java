/**
 * Not API: the files for GitHub Actions and GitLab CI that check, publish and deploy a fleet and
 * what it runs.
 *
 * <p>The files are filled in from resources of this package; nothing here runs them. Start at
 * {@link dev.flotilla.main.workflow.RepositoryFiles}.
 *
 * @see <a href="https://docs.github.com/en/actions">GitHub Actions</a>
 */
@NullMarked
package dev.flotilla.main.workflow;

import org.jspecify.annotations.NullMarked;
