/**
 * Not API: the state of a rollout in the registry: tags, and a record that is signed.
 *
 * <p>What a rollout does with it is decided elsewhere. Start at {@link
 * dev.flotilla.main.rollout.registry.RegistryJournal}.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/manifest.md">OCI image
 *     manifest</a>
 */
@NullMarked
package dev.flotilla.main.rollout.registry;

import org.jspecify.annotations.NullMarked;
