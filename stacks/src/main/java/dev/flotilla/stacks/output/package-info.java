/**
 * Not API: the folder that a synth writes, what is in it, which fleet it belongs to, and how it is
 * replaced; public because the program uses it, and it may change without notice.
 *
 * <p>The only package of the stacks that touches files. Start at {@link
 * dev.flotilla.stacks.output.StackOutput}.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/cdktf/concepts/cdktf-architecture">what
 *     CDKTF writes</a>
 */
@NullMarked
package dev.flotilla.stacks.output;

import org.jspecify.annotations.NullMarked;
