/**
 * Not API: which version of each artifact clusters run, and which ones they do not run yet.
 *
 * <p>What clusters and registries say is asked elsewhere; here it is compared. Start at {@link
 * dev.flotilla.main.versions.VersionsQuery}.
 */
@NullMarked
package dev.flotilla.main.versions;

import org.jspecify.annotations.NullMarked;
