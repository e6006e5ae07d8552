package dev.flotilla.fleet.source;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
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
   * Returns an OCI artifact, pulled without a credential, over TLS, every minute.
   *
   * @param tag the tag to follow, for example {@code latest}
   * @param path the folder in the artifact, for example {@code clusters/staging}
   * @param verification whose signature it must carry, else Flux refuses it; with {@link
   *     Verification#none()}, whoever can push to the repository decides what runs on the cluster
   */
  static OciSource oci(OciUrl url, OciTag tag, String path, Verification verification) {
    return new OciSource(url, tag, SyncOptions.of(path), verification, false);
  }

  /**
   * Returns a Git repository, cloned without a credential, every minute.
   *
   * @param url an {@code https}, {@code http} or {@code ssh} address
   * @param ref the branch or the tag to follow, for example {@code GitRef.branch("main")}
   * @param path the folder in the repository, for example {@code clusters/staging}
   * @param verification whose signature its commits or its tag must carry, else Flux refuses them;
   *     with {@link GitVerification#none()}, the Git server, and each account that can push there,
   *     decide what runs on the cluster
   */
  static GitSource git(String url, GitRef.Named ref, String path, GitVerification verification) {
    return new GitSource(GitSource.parse(url), ref, SyncOptions.of(path), verification);
  }

  /**
   * Returns an S3-compatible bucket, read without a credential, every minute.
   *
   * @param endpoint the server, for example {@code https://minio.example.com}
   * @param path the folder in the bucket, for example {@code clusters/staging}
   */
  static BucketSource bucket(String endpoint, String bucket, String path) {
    return new BucketSource(
        BucketSource.parse(endpoint), bucket, SyncOptions.of(path), Optional.empty());
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
