package dev.flotilla.main.review.change;

import java.time.Instant;

/**
 * A stack that was not planned, because its last plan had no changes, and nothing that it was made
 * with has changed. What others have done to the cluster since is not known.
 *
 * @param cluster its name in the fleet
 * @param since when that plan was made
 */
public record UnchangedStack(String cluster, Instant since) {}
