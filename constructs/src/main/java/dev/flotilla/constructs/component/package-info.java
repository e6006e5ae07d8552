/**
 * Platform components: what a cluster runs for its tenants, with the rights of its administrator.
 *
 * <p>Start at {@link dev.flotilla.constructs.component.ComponentSet}.
 */
@NullMarked
package dev.flotilla.constructs.component;

import org.jspecify.annotations.NullMarked;
