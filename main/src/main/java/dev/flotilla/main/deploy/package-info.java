/**
 * Not API: working on clusters with OpenTofu, which is what deploy, diff and destroy do.
 *
 * <p>The order of the steps is decided here, each step is taken in other packages. Start at {@link
 * dev.flotilla.main.deploy.Deployment}.
 *
 * @see <a href="https://opentofu.org/docs/cli/run/">the workflow of OpenTofu</a>
 */
@NullMarked
package dev.flotilla.main.deploy;

import org.jspecify.annotations.NullMarked;
