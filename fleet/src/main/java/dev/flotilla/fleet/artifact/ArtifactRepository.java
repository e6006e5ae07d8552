package dev.flotilla.fleet.artifact;

import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.kubernetes.Rfc1123;
import dev.flotilla.fleet.source.OciUrl;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Optional;

/**
 * Artifacts that one Git repository builds: each folder of its {@code components/} is one.
 *
 * @param name what its source and its Kustomizations are called in a namespace, for example {@code
 *     infra}
 * @param url the folder of the registry that holds the artifacts
 * @param signer who signs them
 * @param releaseTag how Git names their releases
 * @param pullAccount as {@link #withOwnCredentials} has it; empty means that artifacts are pulled
 *     with the fleet's credential
 */
@RecordBuilder
public record ArtifactRepository(
    String name,
    OciUrl url,
    ArtifactSigner signer,
    ReleaseTag releaseTag,
    Optional<String> pullAccount) {
  private static final String ARTIFACT = "{artifact}";

  /**
   * Flux puts a Kustomization's name, {@code <name>-controllers}, into a label of 63 characters.
   */
  private static final int MAX_NAME_LENGTH = 63 - "-controllers".length();

  public ArtifactRepository {
    Rfc1123.label("the name of an artifact repository", name);
    requireShort("the name of an artifact repository", name);
  }

  static void requireShort(String what, String name) {
    if (name.length() > MAX_NAME_LENGTH) {
      throw new IllegalArgumentException(
          "%s must have at most %d characters, got '%s'; shorten it"
              .formatted(what, MAX_NAME_LENGTH, name));
    }
  }

  /**
   * A repository whose artifacts are pulled with the fleet's credential, and whose releases Git
   * names {@code <artifact>/v1.2.3}.
   */
  public ArtifactRepository(String name, OciUrl url, ArtifactSigner signer) {
    this(name, url, signer, ReleaseTag.OF_COMPONENT, Optional.empty());
  }

  /**
   * Returns this repository, each of whose artifacts is pulled with a credential of its own, the
   * Secret {@code <repository>-<artifact>-pull}. Only that Secret, and not the fleet's, is copied
   * beside the artifact, where its tenant can read it. So a tenant can pull its own artifact and no
   * other, if each account may pull only one.
   *
   * @param account of a registry that has one for each repository, such as a robot account or a
   *     deploy token; <code>{artifact}</code> in it is the artifact's name
   */
  public ArtifactRepository withOwnCredentials(String account) {
    return ArtifactRepositoryFields.from(this).pullAccount(Optional.of(account)).build();
  }

  /**
   * Returns this repository, whose releases Git names in another way.
   *
   * @param releaseTag for example {@code new ReleaseTag("{component}-v{version}")}
   */
  public ArtifactRepository withReleaseTag(ReleaseTag releaseTag) {
    return ArtifactRepositoryFields.from(this).releaseTag(releaseTag).build();
  }

  /**
   * Returns an artifact of the repository.
   *
   * @param name an RFC 1123 label
   */
  public Artifact artifact(String name) {
    Artifact artifact = Artifact.of(this, name);
    return pullAccount
        .map(
            account ->
                artifact.withCredential(
                    Credential.registry(
                        this.name + "-" + name + "-pull",
                        url.host(),
                        account.replace(ARTIFACT, name))))
        .orElse(artifact);
  }
}
