/**
 * Not API: what an object of each kind may have, by the schemas of Flux and Kubernetes; public
 * because packages share it, and it may change without notice.
 *
 * <p>It knows kinds, not what a fleet does with them. bindings/README.md says where the schemas
 * come from. Start at {@link dev.flotilla.fleet.schema.ObjectSchemas}.
 *
 * @see <a href="https://json-schema.org/understanding-json-schema/">JSON Schema</a>
 */
@NullMarked
package dev.flotilla.fleet.schema;

import org.jspecify.annotations.NullMarked;
