package dev.flotilla.fleet.object;

import dev.flotilla.fleet.source.SyncOptions;

/**
 * A cloud's workload identity that artifacts are pulled with instead of a Secret.
 *
 * @param isPerObject whether each source has the identity of its service account, which needs
 *     Flux's gate for object-level workload identity; else all have source-controller's
 */
public record PullIdentity(SyncOptions.Cloud cloud, boolean isPerObject) {}
