/**
 * Platform components: what a cluster runs for its tenants, with the rights of its administrator.
 *
 * <p>Start at {@link dev.flotilla.fleet.component.PlatformComponent}.
 */
@NullMarked
package dev.flotilla.fleet.component;

import org.jspecify.annotations.NullMarked;
