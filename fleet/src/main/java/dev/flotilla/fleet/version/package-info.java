/**
 * Semantic versions, of releases and of programs.
 *
 * <p>Ranges of versions are Flux's to understand, not this package's. Start at {@link
 * dev.flotilla.fleet.version.Version}.
 *
 * @see <a href="https://semver.org/">Semantic Versioning</a>
 */
@NullMarked
package dev.flotilla.fleet.version;

import org.jspecify.annotations.NullMarked;
