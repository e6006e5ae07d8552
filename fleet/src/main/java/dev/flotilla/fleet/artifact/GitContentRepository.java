package dev.flotilla.fleet.artifact;

import dev.flotilla.fleet.credential.GitCredential;
import dev.flotilla.fleet.kubernetes.Rfc1123;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.GitSource;
import dev.flotilla.fleet.source.GitVerification;
import dev.flotilla.fleet.source.SyncSource;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Optional;

/**
 * Components or tenants that clusters take from a Git repository, at the branch of their
 * environment: each folder of its {@code components/} is one.
 *
 * <p>Rejected: a name that is not an RFC 1123 label or has more than 51 characters, a URL with
 * another scheme than {@code https}, {@code http} or {@code ssh} or with a password in it, a
 * credential of another kind than the URL's, a verification of tags, because a branch is followed.
 *
 * @param name what its source and its Kustomizations are called in a namespace, for example {@code
 *     apps}
 * @param url the address of the repository
 * @param credential what it is read with; empty means that everybody may read it
 * @param verification whose signature each commit must carry; with {@link GitVerification#none()},
 *     the Git server, and each account that can push to the branch, decide what runs
 * @see <a href="https://fluxcd.io/flux/components/source/gitrepositories/">GitRepository</a>
 */
@RecordBuilder
public record GitContentRepository(
    String name, String url, Optional<GitCredential> credential, GitVerification verification) {
  private static final String FOLDER = "components";

  public GitContentRepository {
    Rfc1123.label("the name of a Git repository with components", name);
    ArtifactRepository.requireShort("the name of a Git repository with components", name);
    source(url, credential, verification, GitRef.branch("main"));
  }

  /** A repository that everybody may read. */
  public GitContentRepository(String name, String url, GitVerification verification) {
    this(name, url, Optional.empty(), verification);
  }

  /**
   * Returns this repository, read with {@code value}. The Secret is copied beside each component
   * and tenant, where a tenant can read it: its account needs no more than to read this repository.
   */
  public GitContentRepository withCredential(GitCredential value) {
    return GitContentRepositoryFields.from(this).credential(Optional.of(value)).build();
  }

  /**
   * Returns what is in {@code components/<component>}.
   *
   * @param component an RFC 1123 label
   */
  public GitContent content(String component) {
    return new GitContent(
        this,
        component,
        ApplyOptions.standard("'" + component + "' of Git repository '" + name + "'"));
  }

  /** Returns the folder of a component, without {@code ./}. */
  String folder(String component) {
    return FOLDER + "/" + component;
  }

  /** Returns what Flux reads of it. */
  public GitSource at(GitRef.Branch branch) {
    return source(url, credential, verification, branch);
  }

  private static GitSource source(
      String url,
      Optional<GitCredential> credential,
      GitVerification verification,
      GitRef.Branch branch) {
    GitSource source = SyncSource.git(url, branch, FOLDER, verification);
    return credential.map(source::withCredential).orElse(source);
  }
}
