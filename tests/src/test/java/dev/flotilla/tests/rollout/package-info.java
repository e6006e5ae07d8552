/** Environments in rings: what reaches the clusters of each. */
@NullMarked
package dev.flotilla.tests.rollout;

import org.jspecify.annotations.NullMarked;
