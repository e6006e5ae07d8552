package dev.flotilla.stacks;

import dev.flotilla.constructs.artifact.ArtifactRepository;
import dev.flotilla.constructs.artifact.ArtifactSigner;
import dev.flotilla.constructs.flux.OciUrl;
import dev.flotilla.constructs.policy.SourcePolicyProps;
import java.net.URI;
import java.util.function.Function;

/**
 * Who runs the fleet, and where its artifacts are.
 *
 * @param registry the registry's host, for example {@code ghcr.io}
 * @param owner the account on GitHub and in the registry
 * @param fleetRepository the repository that the fleet artifact is pushed from, and to
 * @param isExample whether it is not its user's own; see {@link #example}
 */
public record Organization(
    String registry, String owner, String fleetRepository, boolean isExample) {
  public Organization {
    artifact(registry, owner, fleetRepository);
  }

  /** Whose the fleet's clusters are. */
  public Organization(String registry, String owner, String fleetRepository) {
    this(registry, owner, fleetRepository, false);
  }

  /**
   * Returns an organization to look at: a fleet of it can be synthesized and planned, but the
   * program deploys it only through a mirror of its registry, or when it is told to trust the
   * owner, who would decide what runs on the clusters.
   */
  public static Organization example(String registry, String owner, String fleetRepository) {
    return new Organization(registry, owner, fleetRepository, true);
  }

  /** Returns where the fleet artifact is. */
  public OciUrl fleetArtifact() {
    return artifact(registry, owner, fleetRepository);
  }

  /** Returns the Git repository of the fleet, {@code owner/name}. */
  public String fleetGitRepository() {
    return owner + "/" + fleetRepository;
  }

  /** Returns the address of a Git repository of the owner, on GitHub. */
  public URI gitUrl(String repository) {
    return URI.create("https://github.com/" + owner + "/" + repository + ".git");
  }

  /**
   * Returns the artifacts of another repository of the owner.
   *
   * @param name what their sources are called on a cluster, for example {@code infra}
   * @param repository the Git repository, and the folder of the registry
   * @param signer who signs them, given {@code owner/name} of the Git repository
   */
  public ArtifactRepository artifacts(
      String name, String repository, Function<String, ArtifactSigner> signer) {
    return new ArtifactRepository(
        name, artifact(registry, owner, repository), signer.apply(owner + "/" + repository));
  }

  /** Returns a policy that allows what the owner has on GitHub and in the registry. */
  public SourcePolicyProps sourcePolicy() {
    return SourcePolicyProps.of(
        "https://github.com/" + owner + "/", "oci://" + registry + "/" + owner + "/");
  }

  private static OciUrl artifact(String registry, String owner, String repository) {
    return new OciUrl("oci://" + registry + "/" + owner + "/" + repository);
  }
}
