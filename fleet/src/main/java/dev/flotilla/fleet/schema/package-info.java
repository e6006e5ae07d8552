/**
 * What an object of each kind may have, by the schemas of Flux and Kubernetes.
 *
 * <p>Where the schemas come from is told in bindings/README.md. Start at {@link
 * dev.flotilla.fleet.schema.ObjectSchemas}.
 */
@NullMarked
package dev.flotilla.fleet.schema;

import org.jspecify.annotations.NullMarked;
