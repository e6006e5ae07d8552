/**
 * How state, access and encryption are added to a stack, and what Flotilla needs of OpenTofu beyond
 * the generated bindings.
 *
 * <p>{@link dev.flotilla.constructs.opentofu.Providers} holds provider sources and version ranges,
 * {@link dev.flotilla.constructs.opentofu.OpenTofuOverrides} every setting the bindings have no
 * type for.
 */
@NullMarked
package dev.flotilla.constructs.opentofu;

import org.jspecify.annotations.NullMarked;
