/**
 * Not API: which version of each artifact clusters run and rings are at, and which ones not yet.
 *
 * <p>What clusters and registries say is asked elsewhere; here it is compared. Start at {@link
 * dev.flotilla.main.versions.VersionsQuery}.
 */
@NullMarked
package dev.flotilla.main.versions;

import org.jspecify.annotations.NullMarked;
