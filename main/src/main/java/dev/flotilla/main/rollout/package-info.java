/**
 * Not API: promotes a release ring by ring, and takes it back.
 *
 * <p>The registry holds the only state, clusters are only asked to fetch. Start at {@link
 * dev.flotilla.main.rollout.Rollout}.
 */
@NullMarked
package dev.flotilla.main.rollout;

import org.jspecify.annotations.NullMarked;
