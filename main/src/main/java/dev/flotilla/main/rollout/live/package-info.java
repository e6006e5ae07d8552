/**
 * Not API: what a rollout reaches besides the registry: the clusters of rings, and the time.
 *
 * <p>Start at {@link dev.flotilla.main.rollout.live.LiveRings}.
 */
@NullMarked
package dev.flotilla.main.rollout.live;

import org.jspecify.annotations.NullMarked;
