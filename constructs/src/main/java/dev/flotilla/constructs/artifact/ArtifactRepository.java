package dev.flotilla.constructs.artifact;

import dev.flotilla.constructs.flux.OciUrl;
import dev.flotilla.constructs.kubernetes.Rfc1123;

/**
 * Artifacts that one Git repository builds: each folder of its {@code components/} is one.
 *
 * @param name what its source and its Kustomizations are called in a namespace, for example {@code
 *     infra}
 * @param url the folder of the registry that holds the artifacts
 * @param signer who signs them
 */
public record ArtifactRepository(String name, OciUrl url, ArtifactSigner signer) {
  public ArtifactRepository {
    Rfc1123.label("the name of an artifact repository", name);
  }

  /**
   * Returns one of its artifacts.
   *
   * @param name an RFC 1123 label
   */
  public Artifact artifact(String name) {
    return Artifact.of(this, name);
  }
}
