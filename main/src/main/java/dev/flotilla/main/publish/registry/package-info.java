/**
 * Not API: the registry of an artifact: logins, manifests, tags.
 *
 * <p>Only here is the SDK for registries used. Start at {@link
 * dev.flotilla.main.publish.registry.ArtifactRegistry}.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md">OCI
 *     distribution specification</a>
 */
@NullMarked
package dev.flotilla.main.publish.registry;

import org.jspecify.annotations.NullMarked;
