/**
 * Platform components: what a cluster runs for its tenants, with the rights of its administrator.
 *
 * <p>The construct hands over its props and renders nothing. Start at {@link
 * dev.flotilla.constructs.component.ComponentSet}.
 *
 * @see <a href="https://fluxoperator.dev/docs/crd/resourceset/">ResourceSet</a>
 */
@NullMarked
package dev.flotilla.constructs.component;

import org.jspecify.annotations.NullMarked;
