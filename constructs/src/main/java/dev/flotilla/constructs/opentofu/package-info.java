/**
 * Not API, except {@link dev.flotilla.constructs.opentofu.Providers}: how state, access and
 * encryption are added to a stack, and what Flotilla needs of OpenTofu beyond the generated
 * bindings.
 *
 * <p>It knows stacks, and neither Flux nor fleets; the rest may change without notice. {@code
 * Providers} holds provider sources and version ranges, {@link
 * dev.flotilla.constructs.opentofu.OpenTofuOverrides} every setting that the bindings have no type
 * for. Start at {@link dev.flotilla.constructs.opentofu.Providers}.
 *
 * @see <a href="https://opentofu.org/docs/language/settings/">settings of OpenTofu</a>
 */
@NullMarked
package dev.flotilla.constructs.opentofu;

import org.jspecify.annotations.NullMarked;
