/**
 * The registry of an artifact: logins, manifests, tags. Only here is the SDK for registries used.
 *
 * <p>Start at {@link dev.flotilla.main.publish.registry.ArtifactRegistry}.
 */
@NullMarked
package dev.flotilla.main.publish.registry;

import org.jspecify.annotations.NullMarked;
