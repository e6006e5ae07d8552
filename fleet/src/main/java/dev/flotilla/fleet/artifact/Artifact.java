package dev.flotilla.fleet.artifact;

import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.credential.OpaqueCredential;
import dev.flotilla.fleet.credential.RegistryCredential;
import dev.flotilla.fleet.kubernetes.Rfc1123;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.fleet.version.Version;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One artifact of a repository, and how clusters apply it.
 *
 * <p>Rejected: names that are not RFC 1123 labels, and what {@link ApplyOptions} rejects.
 *
 * @param name its name in the registry and in its signature
 * @param options how clusters apply it
 * @param credential what it is pulled with; empty means the fleet's
 * @param source how it is fetched
 * @see ArtifactRepository#artifact
 */
@RecordBuilder
public record Artifact(
    ArtifactRepository repository,
    String name,
    ApplyOptions options,
    Optional<RegistryCredential> credential,
    SourceOptions source)
    implements ContentSource {

  public Artifact {
    Rfc1123.label("the name of an artifact", name);
    // Refuses an artifact that nobody has a key for.
    repository.signer().verification(name, repository.releaseTag().all(name));
  }

  static Artifact of(ArtifactRepository repository, String name) {
    return new Artifact(
        repository,
        name,
        ApplyOptions.standard("artifact '" + name + "'"),
        Optional.empty(),
        SourceOptions.DEFAULT);
  }

  @Override
  public String sourceName() {
    return repository.name();
  }

  /** Returns the artifact's address in the registry. */
  public OciUrl url() {
    return repository.url().child(name);
  }

  /**
   * Returns whose signature it must carry.
   *
   * @param signedFrom the refs that a cluster's environment accepts signatures from
   */
  public Verification verification(GitRef signedFrom) {
    // An environment accepts releases; how Git names those is the repository's affair.
    return repository
        .signer()
        .verification(name, signedFrom.withReleases(repository.releaseTag().all(name)));
  }

  /**
   * Returns whose signature a cluster demands. A pinned release is signed as that release, whatever
   * the cluster's channel is signed from.
   *
   * @param signedFrom the refs that the cluster's environment accepts signatures from
   * @param pin the release that the cluster is pinned to
   */
  public Verification verification(GitRef signedFrom, Optional<Version> pin) {
    return pin.map(this::verification).orElseGet(() -> verification(signedFrom));
  }

  /** Returns whose signature one release must carry. */
  public Verification verification(Version version) {
    GitRef tag = GitRef.tag(repository.releaseTag().name(name, version));
    return repository.signer().verification(name, tag);
  }

  @Override
  public Stream<Credential> credentials() {
    return Stream.concat(credential.stream(), options.decryption().stream());
  }

  /**
   * Returns this artifact, which substitutes further variables of {@code flux-runtime-info} ({@code
   * spec.postBuild.substituteFrom} of its Kustomizations).
   */
  public Artifact consuming(String... variables) {
    return with(options.consuming(variables));
  }

  /**
   * Returns this artifact, which substitutes a variable with a value of its own.
   *
   * <p>Rejected: a variable that has one.
   */
  public Artifact substituting(String variable, String value) {
    return with(options.substituting(variable, value));
  }

  /** Returns this artifact, applied with other intervals; they default to 5 and 30 minutes. */
  public Artifact withReconciliation(Reconciliation value) {
    return with(options.withReconciliation(value));
  }

  /** Returns this artifact, pulled with a credential of its own. */
  public Artifact withCredential(RegistryCredential value) {
    return ArtifactFields.from(this).credential(Optional.of(value)).build();
  }

  /** Returns this artifact, whose Secrets are decrypted with the keys in {@code value}. */
  public Artifact withDecryption(OpaqueCredential value) {
    return with(options.withDecryption(value));
  }

  /**
   * Returns this artifact, whose Secrets are encrypted for a key in a cloud's KMS: they are
   * decrypted without any Secret, by the workload identity of kustomize-controller or, where the
   * lockdown demands it, that of the tenants' default account for decryption.
   */
  public Artifact withCloudDecryption() {
    return with(options.withCloudDecryption());
  }

  /**
   * Returns this artifact, fetched with another timeout, of another layer or without some files.
   */
  public Artifact withSourceOptions(SourceOptions value) {
    return ArtifactFields.from(this).source(value).build();
  }

  private Artifact with(ApplyOptions newOptions) {
    return ArtifactFields.from(this).options(newOptions).build();
  }
}
