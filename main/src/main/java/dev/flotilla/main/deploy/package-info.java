/**
 * Working on clusters with OpenTofu: what deploy, diff and destroy do. The order of the steps is
 * decided here, each step is taken in other packages.
 *
 * <p>Start at {@link dev.flotilla.main.deploy.Deployment}.
 */
@NullMarked
package dev.flotilla.main.deploy;

import org.jspecify.annotations.NullMarked;
