/**
 * Publishing artifacts: from what Git has to a signed version in a registry, and its channel. What
 * is packed, where it goes and how it is signed is known to the packages below; the order is
 * decided here.
 *
 * <p>Start at {@link dev.flotilla.main.publish.Publisher}.
 */
@NullMarked
package dev.flotilla.main.publish;

import org.jspecify.annotations.NullMarked;
