/**
 * Platform components: what a cluster runs for its tenants, with the rights of its administrator.
 *
 * <p>Where a component comes from and who signs it is in the package artifact. Start at {@link
 * dev.flotilla.fleet.component.PlatformComponent}.
 *
 * @see <a href="https://fluxoperator.dev/docs/crd/resourceset/">ResourceSet</a>
 */
@NullMarked
package dev.flotilla.fleet.component;

import org.jspecify.annotations.NullMarked;
