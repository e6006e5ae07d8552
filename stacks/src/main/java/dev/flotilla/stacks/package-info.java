/**
 * A fleet as stacks: one for each cluster, and an app of them all.
 *
 * <p>Nothing here reads the outside world. Start at {@link dev.flotilla.stacks.FleetApp}.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/cdktf/concepts/stacks">stacks of
 *     CDKTF</a>
 */
@NullMarked
package dev.flotilla.stacks;

import org.jspecify.annotations.NullMarked;
