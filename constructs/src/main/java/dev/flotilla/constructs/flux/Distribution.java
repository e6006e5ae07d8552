package dev.flotilla.constructs.flux;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which Flux the operator installs, and from where.
 *
 * @param version a Flux version or range, for example {@code 2.x}; within it the operator upgrades
 *     Flux by itself
 * @param registry the registry of the controllers' images, without a scheme, for example {@code
 *     ghcr.io/fluxcd}
 * @param artifact the OCI artifact, with its tag, that the operator takes the manifests from; empty
 *     means the manifests that its own image carries
 * @see <a
 *     href="https://fluxoperator.dev/docs/crd/fluxinstance/#distribution-configuration">FluxInstance
 *     distribution</a>
 */
public record Distribution(String version, String registry, Optional<String> artifact) {
  private static final Pattern VERSION = Pattern.compile("[0-9xX*~^<>=., |v-]+");
  private static final Pattern REGISTRY =
      Pattern.compile("[a-zA-Z0-9][-a-zA-Z0-9.]*(:[0-9]{1,5})?(/[-a-z0-9._]+)*");
  private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][-a-zA-Z0-9._]{0,127}");

  public Distribution {
    if (!VERSION.matcher(version).matches()) {
      throw new IllegalArgumentException(
          "a Flux version must be a semver version or range such as '2.x' or '2.9.4', got '"
              + version
              + "'");
    }
    if (!REGISTRY.matcher(registry).matches()) {
      throw new IllegalArgumentException(
          "the registry of the Flux images must be a host and a path without scheme, such as 'ghcr.io/fluxcd', got '"
              + registry
              + "'");
    }
  }

  /** Returns a distribution whose manifests are those in the operator's image. */
  public static Distribution embedded(String version, String registry) {
    return new Distribution(version, registry, Optional.empty());
  }

  /** Returns this distribution with its manifests taken from {@code repository} at {@code tag}. */
  public Distribution withArtifact(OciUrl repository, String tag) {
    if (!TAG.matcher(tag).matches()) {
      throw new IllegalArgumentException(
          "the tag of '" + repository + "' must be an OCI tag such as 'latest', got '" + tag + "'");
    }
    return new Distribution(version, registry, Optional.of(repository + ":" + tag));
  }
}
