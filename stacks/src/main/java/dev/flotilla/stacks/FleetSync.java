package dev.flotilla.stacks;

import dev.flotilla.constructs.flux.OciSource;
import dev.flotilla.constructs.flux.OciUrl;
import dev.flotilla.constructs.flux.SyncOptions;
import dev.flotilla.constructs.flux.SyncSource;
import dev.flotilla.constructs.flux.Verification;
import java.util.Optional;

/** Where the clusters of a fleet find what they run. */
public sealed interface FleetSync {
  /**
   * Returns the organization's fleet artifact, at the tag of a cluster's channel; a cluster runs it
   * only if a workflow of the fleet's repository has signed it, from the refs of its environment.
   *
   * @param workflow the workflow's file name in {@code .github/workflows}
   */
  static FleetSync artifactSignedBy(String workflow) {
    return new Artifact(Optional.of(workflow));
  }

  /** Returns the organization's fleet artifact, whoever has pushed it. */
  static FleetSync unsignedArtifact() {
    return new Artifact(Optional.empty());
  }

  /**
   * Returns one source for all clusters, for example a Git repository.
   *
   * @param source its path is the folder that has a folder for each cluster
   */
  static FleetSync from(SyncSource source) {
    return new Shared(source);
  }

  /** Returns what {@code cluster} of {@code fleet} syncs. */
  SyncSource source(Fleet fleet, Cluster cluster);

  /**
   * The fleet artifact of the organization.
   *
   * @param workflow what must have signed it; empty means that it is not verified
   */
  record Artifact(Optional<String> workflow) implements FleetSync {
    @Override
    public SyncSource source(Fleet fleet, Cluster cluster) {
      Organization organization = fleet.organization();
      Environment environment = cluster.environment();
      OciUrl artifact = organization.fleetArtifact();
      Verification verification =
          workflow
              .map(
                  file ->
                      Verification.gitHubActions(
                          organization.fleetGitRepository(),
                          file,
                          organization.signedFrom(environment)))
              .orElse(Verification.none());
      OciSource source =
          SyncSource.oci(artifact, environment.channel().tag(), cluster.syncPath())
              .withVerification(verification);
      return fleet
          .mirror()
          .apply(fleet.pullCredential().map(source::withCredential).orElse(source));
    }
  }

  /** One source for all clusters. */
  record Shared(SyncSource source) implements FleetSync {
    @Override
    public SyncSource source(Fleet fleet, Cluster cluster) {
      SyncOptions options = source.options();
      SyncSource own = source.withOptions(options.withPath(options.path() + "/" + cluster.name()));
      return own instanceof OciSource artifact ? fleet.mirror().apply(artifact) : own;
    }
  }
}
