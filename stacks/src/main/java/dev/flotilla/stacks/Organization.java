package dev.flotilla.stacks;

import dev.flotilla.constructs.flux.OciUrl;

/**
 * Who runs the fleet, and where its artifacts are.
 *
 * @param registry the registry's host, for example {@code ghcr.io}
 * @param owner the account on GitHub and in the registry
 * @param fleetRepository the repository that the fleet artifact is pushed from, and to
 */
public record Organization(String registry, String owner, String fleetRepository) {
  public Organization {
    artifact(registry, owner, fleetRepository);
  }

  /** Returns where the fleet artifact is. */
  public OciUrl fleetArtifact() {
    return artifact(registry, owner, fleetRepository);
  }

  /** Returns the Git repository of the fleet, {@code owner/name}. */
  public String fleetGitRepository() {
    return owner + "/" + fleetRepository;
  }

  private static OciUrl artifact(String registry, String owner, String repository) {
    return new OciUrl("oci://" + registry + "/" + owner + "/" + repository);
  }
}
