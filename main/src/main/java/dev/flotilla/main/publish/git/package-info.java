/**
 * Git as a program: what a repository has, and what it has not committed. What becomes of it is not
 * known here.
 *
 * <p>Start at {@link dev.flotilla.main.publish.git.GitRepository}.
 */
@NullMarked
package dev.flotilla.main.publish.git;

import org.jspecify.annotations.NullMarked;
