/**
 * Not API: Git as a program: what a repository has, and what it has not committed.
 *
 * <p>What becomes of it is not known here. Start at {@link
 * dev.flotilla.main.publish.git.GitRepository}.
 *
 * @see <a href="https://git-scm.com/docs">commands of Git</a>
 */
@NullMarked
package dev.flotilla.main.publish.git;

import org.jspecify.annotations.NullMarked;
