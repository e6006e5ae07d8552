package dev.flotilla.fleet.source;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Where Flux finds the fleet: the source that the FluxInstance's sync follows.
 *
 * @see <a href="https://fluxoperator.dev/docs/crd/fluxinstance/#sync-configuration">FluxInstance
 *     sync</a>
 */
public sealed interface SyncSource permits OciSource, GitSource, BucketSource {
  /**
   * Returns an OCI artifact, not verified, pulled without a credential, over TLS, every minute.
   *
   * @param tag the tag to follow, for example {@code latest}
   * @param path the folder in the artifact, for example {@code clusters/staging}
   */
  static OciSource oci(OciUrl url, String tag, String path) {
    return new OciSource(url, tag, SyncOptions.of(path), Verification.none(), false);
  }

  /**
   * Returns a Git repository, cloned without a credential, every minute.
   *
   * @param url an {@code https}, {@code http} or {@code ssh} address
   * @param ref the full name of the ref to follow, for example {@code refs/heads/main}
   * @param path the folder in the repository, for example {@code clusters/staging}
   */
  static GitSource git(URI url, String ref, String path) {
    return new GitSource(url, ref, SyncOptions.of(path));
  }

  /** Returns a Git repository as {@link #git(URI, String, String)} does, from a URL as text. */
  static GitSource git(String url, String ref, String path) {
    return git(GitSource.parse(url), ref, path);
  }

  /**
   * Returns an S3-compatible bucket, read without a credential, every minute.
   *
   * @param endpoint the server, for example {@code https://minio.example.com}
   * @param path the folder in the bucket, for example {@code clusters/staging}
   */
  static BucketSource bucket(URI endpoint, String bucket, String path) {
    return new BucketSource(endpoint, bucket, SyncOptions.of(path), Optional.empty());
  }

  /** Returns a bucket as {@link #bucket(URI, String, String)} does, from a URL as text. */
  static BucketSource bucket(String endpoint, String bucket, String path) {
    return bucket(BucketSource.parse(endpoint), bucket, path);
  }

  /** Returns the kind of source that the operator generates. */
  String kind();

  /** Returns the address as {@code spec.sync.url} has it. */
  String address();

  /** Returns the tag, ref or bucket, as {@code spec.sync.ref} has it. */
  String reference();

  /** Returns the options that all kinds of sources have, such as path and interval. */
  SyncOptions options();

  /** Returns this source with other options. */
  SyncSource withOptions(SyncOptions options);

  /** Returns the {@code spec.sync.provider}, if it is not generic. */
  default Optional<String> provider() {
    return options().cloud().map(SyncOptions.Cloud::provider);
  }

  /** Returns the Secret beside the generated source that it is verified with, if there is one. */
  default Optional<KubernetesObject> verificationSecret(String namespace) {
    return Optional.empty();
  }

  /** Returns what the {@code spec} of the generated source has beyond {@code spec.sync}. */
  default Map<String, Object> fields() {
    return options().fields();
  }

  /** Returns the {@code spec.sync} of the FluxInstance. */
  default Map<String, Object> toSpec() {
    return options().toSpec(this);
  }
}
