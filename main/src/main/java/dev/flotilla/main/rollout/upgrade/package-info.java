/**
 * Not API: whether the clusters of a ring can run the Flux of a release.
 *
 * <p>Which versions go together is known to {@link dev.flotilla.fleet.version.FluxUpgrade}. Start
 * at {@link dev.flotilla.main.rollout.upgrade.UpgradeGate}.
 */
@NullMarked
package dev.flotilla.main.rollout.upgrade;

import org.jspecify.annotations.NullMarked;
