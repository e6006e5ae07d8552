package dev.flotilla.fleet.artifact;

import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.credential.OpaqueCredential;
import dev.flotilla.fleet.credential.RegistryCredential;
import dev.flotilla.fleet.flux.Variables;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.kubernetes.Rfc1123;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.fleet.version.Version;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One artifact of a repository, and how clusters apply it.
 *
 * <p>Rejected: names that are not RFC 1123 labels, variables with other characters than letters,
 * digits and {@code _}, a decryption Secret without a key that SOPS reads.
 *
 * @param name its name in the registry and in its signature
 * @param consumes the variables of {@code flux-runtime-info} that it substitutes: a cluster that
 *     runs it must have them
 * @param substitutes further variables, and their values
 * @param credential what it is pulled with; empty means the fleet's
 * @param decryption the SOPS keys that its Secrets are encrypted for; empty means there are none
 * @param isDecryptedByIdentity whether a cloud's KMS has these keys, as {@link
 *     #withCloudDecryption} says
 * @param source how it is fetched
 */
@RecordBuilder
public record Artifact(
    ArtifactRepository repository,
    String name,
    SortedSet<String> consumes,
    SortedMap<String, String> substitutes,
    Reconciliation reconciliation,
    Optional<RegistryCredential> credential,
    Optional<OpaqueCredential> decryption,
    boolean isDecryptedByIdentity,
    SourceOptions source) {

  public Artifact {
    Rfc1123.label("the name of an artifact", name);
    // Refuses an artifact that nobody has a key for.
    repository.signer().verification(name, repository.releaseTag().all(name));
    consumes.forEach(Variables::name);
    consumes = Collections.unmodifiableSortedSet(new TreeSet<>(consumes));
    substitutes = Variables.copyOf(substitutes);
    decryption.ifPresent(Artifact::requireSopsKey);
    if (isDecryptedByIdentity && decryption.isPresent()) {
      throw new IllegalArgumentException(
          "an artifact must be decrypted by a Secret or by a cloud's identity, got both for '"
              + name
              + "'; drop one");
    }
  }

  static Artifact of(ArtifactRepository repository, String name) {
    return new Artifact(
        repository,
        name,
        Collections.emptySortedSet(),
        Ordered.NONE,
        Reconciliation.DEFAULT,
        Optional.empty(),
        Optional.empty(),
        false,
        SourceOptions.DEFAULT);
  }

  /**
   * Kustomize-controller reads Age keys from *.agekey, OpenPGP keys from *.asc, tokens from sops.*.
   */
  private static void requireSopsKey(OpaqueCredential secret) {
    for (String key : secret.keys()) {
      if (key.endsWith(".agekey") || key.endsWith(".asc") || key.startsWith("sops.")) {
        return;
      }
    }
    throw new IllegalArgumentException(
        "a decryption Secret must have a key that ends in '.agekey' or '.asc' or starts with 'sops.', got '"
            + String.join("', '", secret.keys())
            + "' in '"
            + secret.secretName()
            + "'; rename one");
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

  /** Returns the Secrets in {@code flux-system} that it needs beside the fleet's own. */
  public Stream<Credential> credentials() {
    return Stream.concat(credential.stream(), decryption.stream());
  }

  /**
   * Returns this artifact, which substitutes further variables of {@code flux-runtime-info} ({@code
   * spec.postBuild.substituteFrom} of its Kustomizations).
   */
  public Artifact consuming(String... variables) {
    SortedSet<String> more = new TreeSet<>(consumes);
    Collections.addAll(more, variables);
    return ArtifactFields.from(this).consumes(more).build();
  }

  /**
   * Returns this artifact, which substitutes a variable with a value of its own.
   *
   * <p>Rejected: a variable that has one.
   */
  public Artifact substituting(String variable, String value) {
    return ArtifactFields.from(this)
        .substitutes(
            Ordered.putNew(substitutes, variable, value, "a variable of artifact '" + name + "'"))
        .build();
  }

  /** Returns this artifact, applied with other intervals; they default to 5 and 30 minutes. */
  public Artifact withReconciliation(Reconciliation value) {
    return ArtifactFields.from(this).reconciliation(value).build();
  }

  /** Returns this artifact, pulled with a credential of its own. */
  public Artifact withCredential(RegistryCredential value) {
    return ArtifactFields.from(this).credential(Optional.of(value)).build();
  }

  /** Returns this artifact, whose Secrets are decrypted with the keys in {@code value}. */
  public Artifact withDecryption(OpaqueCredential value) {
    return ArtifactFields.from(this).decryption(Optional.of(value)).build();
  }

  /**
   * Returns this artifact, whose Secrets are encrypted for a key in a cloud's KMS: they are
   * decrypted without any Secret, by the workload identity of kustomize-controller or, where the
   * lockdown demands it, that of the tenants' default account for decryption.
   */
  public Artifact withCloudDecryption() {
    return ArtifactFields.from(this).isDecryptedByIdentity(true).build();
  }

  /**
   * Returns this artifact, fetched with another timeout, of another layer or without some files.
   */
  public Artifact withSourceOptions(SourceOptions value) {
    return ArtifactFields.from(this).source(value).build();
  }
}
