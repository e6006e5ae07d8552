package dev.flotilla.fleet.sigstore;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import java.util.Map;
import java.util.Optional;

/**
 * A Sigstore of one's own, by which signatures without a key are verified instead of the public
 * one.
 *
 * @param trustedRoot whom clusters trust
 * @param signingConfig where {@code flotilla publish} asks for certificates, log entries and times;
 *     empty means where cosign does by itself
 * @param secretName the Secret with the trusted root, beside each source that is verified by it
 */
public record Sigstore(
    TrustedRoot trustedRoot, Optional<SigningConfig> signingConfig, String secretName) {
  /** The Secret of a fleet's Sigstore. */
  public static final String SECRET = "trusted-root";

  /** The Secret of a mirror's Sigstore: some sources of a namespace may come from the mirror. */
  public static final String MIRROR_SECRET = "mirror-trusted-root";

  /**
   * The Sigstore that {@code trustedRoot} describes.
   *
   * <p>The Secret keeps its name when the root changes: tenants name it in their own sources, and
   * none of these fails while a root replaces another. So source-controller verifies by a new root
   * what it fetches from then on, and does not look again at what it has.
   */
  public Sigstore(TrustedRoot trustedRoot) {
    this(trustedRoot, Optional.empty(), SECRET);
  }

  /** Returns this Sigstore, with the addresses of its services. */
  public Sigstore withSigningConfig(SigningConfig value) {
    return new Sigstore(trustedRoot, Optional.of(value), secretName);
  }

  /** Returns this Sigstore, with its trusted root in another Secret. */
  public Sigstore withSecretName(String value) {
    return new Sigstore(trustedRoot, signingConfig, value);
  }

  /** Returns the {@code spec.verify.trustedRootSecretRef} of a source. */
  public Map<String, Object> secretRef() {
    return Ordered.map("name", secretName);
  }

  /** Returns the Secret in the namespace of a source. */
  public KubernetesObject secret(String namespace) {
    return KubernetesObject.of(
        "v1",
        "Secret",
        namespace,
        secretName,
        Ordered.map(
            "type", "Opaque", "stringData", Ordered.map("trusted_root.json", trustedRoot.json())));
  }
}
