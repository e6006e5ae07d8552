package dev.flotilla.fleet.flux;

import dev.flotilla.fleet.credential.RegistryCredential;
import dev.flotilla.fleet.kubernetes.HostPort;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.source.OciTag;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.version.Version;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which Flux the operator installs, and from where.
 *
 * <p>Rejected: a version that is no semver range, a registry with a scheme, an artifact without a
 * tag.
 *
 * @param version a Flux version or range, for example {@code 2.x}; within it the operator upgrades
 *     Flux by itself
 * @param registry the registry of the controllers' images, without a scheme, for example {@code
 *     ghcr.io/fluxcd}
 * @param artifact the OCI artifact that the operator takes the manifests from; empty means the
 *     manifests that its own image carries
 * @param variant the images' flavor; empty means upstream's Alpine
 * @param imageCredential what the cluster pulls the images with; empty means nothing
 * @param artifactCredential what the operator pulls the artifact with; empty means nothing
 * @see <a
 *     href="https://fluxoperator.dev/docs/crd/fluxinstance/#distribution-configuration">FluxInstance
 *     distribution</a>
 */
@RecordBuilder
public record Distribution(
    String version,
    String registry,
    Optional<Manifests> artifact,
    Optional<Variant> variant,
    Optional<RegistryCredential> imageCredential,
    Optional<RegistryCredential> artifactCredential) {

  /** An OCI artifact with Flux's manifests. */
  public record Manifests(OciUrl repository, OciTag tag) {
    /** Returns whether the tag is that of one version, which nobody moves. */
    public boolean isExact() {
      return Distribution.isExact(tag.value());
    }

    @Override
    public String toString() {
      return repository + ":" + tag;
    }
  }

  /** The flavors of the images. */
  public enum Variant {
    UPSTREAM_ALPINE,
    ENTERPRISE_ALPINE,
    ENTERPRISE_DISTROLESS,
    ENTERPRISE_DISTROLESS_FIPS;

    String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private static final String RANGE =
      "((=|!=|>|<|>=|=>|<=|=<|~|~>|\\^) ?)?v?[0-9]+(\\.([0-9]+|[xX*])){0,2}(-[0-9A-Za-z.-]+)?";
  private static final Pattern VERSION =
      Pattern.compile("\\*|" + RANGE + "(( - |, ?| \\|\\| | )" + RANGE + ")*");
  private static final Pattern MINOR =
      Pattern.compile("[=~]?v?2\\.([0-9]+)(\\.([0-9]+|[xX*]))?(-[0-9A-Za-z.-]+)?");
  private static final Pattern REGISTRY =
      Pattern.compile("[a-zA-Z0-9][-a-zA-Z0-9.]*(:[0-9]{1,5})?(/[-a-z0-9._]+)*");

  public Distribution {
    if (!VERSION.matcher(version).matches()) {
      throw new IllegalArgumentException(
          "a Flux version must be a semver version or range such as '2.x' or '2.9.4', got '"
              + version
              + "'");
    }
    if (!REGISTRY.matcher(registry).matches()
        || !HostPort.isValid(registry.replaceFirst("/.*", ""))) {
      throw new IllegalArgumentException(
          "the registry of the Flux images must be a host and a path without scheme, such as"
              + " 'ghcr.io/fluxcd', got '"
              + registry
              + "'");
    }
  }

  /** Returns a distribution with the manifests that the operator's own image carries. */
  public static Distribution of(String version, String registry) {
    return new Distribution(
        version, registry, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Returns this distribution with its manifests taken from {@code repository} at {@code tag}. */
  public Distribution withArtifact(OciUrl repository, OciTag tag) {
    return DistributionFields.from(this)
        .artifact(Optional.of(new Manifests(repository, tag)))
        .build();
  }

  /** Returns this distribution with the manifests that the operator's own image carries. */
  Distribution withoutArtifact() {
    return DistributionFields.from(this).artifact(Optional.empty()).build();
  }

  /**
   * Returns this distribution with images of another flavor, for example those of the enterprise
   * distribution, which a registry has under the same names.
   */
  public Distribution withVariant(Variant newVariant) {
    return DistributionFields.from(this).variant(Optional.of(newVariant)).build();
  }

  /** Returns this distribution with images and artifact pulled with {@code credential}. */
  public Distribution withCredential(RegistryCredential credential) {
    return DistributionFields.from(this)
        .imageCredential(Optional.of(credential))
        .artifactCredential(Optional.of(credential))
        .build();
  }

  /** Returns the Secrets that this distribution needs. */
  Stream<RegistryCredential> credentials() {
    return Stream.of(imageCredential, artifactCredential).flatMap(Optional::stream);
  }

  /**
   * Returns whether this version is certainly older than {@code 2.minor}; a range that reaches
   * further, such as {@code 2.x}, is not.
   */
  public boolean isBefore(int minor) {
    Matcher matcher = MINOR.matcher(version);
    return matcher.matches() && Integer.parseInt(matcher.group(1)) < minor;
  }

  /** Returns whether this is one version, within which there is nothing to upgrade to. */
  public boolean isExact() {
    return isExact(version.replaceFirst("^= ?", ""));
  }

  private static boolean isExact(String version) {
    return Version.parse(version.replaceFirst("^v", "")).isPresent();
  }

  Map<String, Object> toSpec() {
    Map<String, Object> spec = Ordered.map("version", version, "registry", registry);
    variant.ifPresent(value -> spec.put("variant", value.id()));
    imageCredential.ifPresent(value -> spec.put("imagePullSecret", value.secretName()));
    artifact.ifPresent(value -> spec.put("artifact", value.toString()));
    artifactCredential.ifPresent(value -> spec.put("artifactPullSecret", value.secretName()));
    return spec;
  }
}
