package dev.flotilla.fleet.artifact;

import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.credential.OpaqueCredential;
import dev.flotilla.fleet.kubernetes.Rfc1123;
import java.util.stream.Stream;

/**
 * A component or tenant in a folder of a Git repository, and how clusters apply it.
 *
 * <p>Rejected: names that are not RFC 1123 labels, and what {@link ApplyOptions} rejects.
 *
 * @param name the folder's name in {@code components/}
 * @param options how clusters apply it
 * @see GitContentRepository#content
 */
public record GitContent(GitContentRepository repository, String name, ApplyOptions options)
    implements ContentSource {

  public GitContent {
    Rfc1123.label("the name of a component or tenant in Git", name);
  }

  @Override
  public String sourceName() {
    return repository.name();
  }

  @Override
  public Stream<Credential> credentials() {
    return Stream.concat(repository.credential().stream(), options.decryption().stream());
  }

  /** Returns the folder in the repository, without {@code ./}. */
  public String folder() {
    return repository.folder(name);
  }

  /**
   * Returns this content, which substitutes further variables of {@code flux-runtime-info} ({@code
   * spec.postBuild.substituteFrom} of its Kustomizations).
   */
  public GitContent consuming(String... variables) {
    return with(options.consuming(variables));
  }

  /**
   * Returns this content, which substitutes a variable with a value of its own.
   *
   * <p>Rejected: a variable that has one.
   */
  public GitContent substituting(String variable, String value) {
    return with(options.substituting(variable, value));
  }

  /** Returns this content, applied with other intervals; they default to 5 and 30 minutes. */
  public GitContent withReconciliation(Reconciliation value) {
    return with(options.withReconciliation(value));
  }

  /** Returns this content, whose Secrets are decrypted with the keys in {@code value}. */
  public GitContent withDecryption(OpaqueCredential value) {
    return with(options.withDecryption(value));
  }

  /** Returns this content, decrypted as {@link Artifact#withCloudDecryption} says. */
  public GitContent withCloudDecryption() {
    return with(options.withCloudDecryption());
  }

  private GitContent with(ApplyOptions newOptions) {
    return new GitContent(repository, name, newOptions);
  }
}
