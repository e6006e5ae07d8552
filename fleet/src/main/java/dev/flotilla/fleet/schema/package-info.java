/**
 * What an object of each kind may have, by the schemas of Flux and Kubernetes.
 *
 * <p>bindings/README.md says where the schemas come from. Start at {@link
 * dev.flotilla.fleet.schema.ObjectSchemas}.
 */
@NullMarked
package dev.flotilla.fleet.schema;

import org.jspecify.annotations.NullMarked;
