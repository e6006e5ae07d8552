package dev.flotilla.fleet;

import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.source.SyncSource;
import java.util.Optional;

/** Where the clusters of a fleet find what they run. */
public sealed interface FleetSync {
  /**
   * Returns the organization's fleet artifact, at the tag of a cluster's channel; a cluster runs it
   * only if a workflow of the fleet's repository has signed it, from the refs of its environment.
   *
   * @param file the workflow's file name in {@code .github/workflows}
   */
  static FleetSync artifactSignedByWorkflow(String file) {
    return new Artifact(Optional.of(file), ArtifactSigner.none());
  }

  /**
   * Returns the organization's fleet artifact, at the tag of a cluster's channel; a cluster runs it
   * only if it is signed as {@code signer} signs the artifact {@code fleet}.
   */
  static FleetSync artifactSignedBy(ArtifactSigner signer) {
    return new Artifact(Optional.empty(), signer);
  }

  /** Returns the organization's fleet artifact, whoever has pushed it. */
  static FleetSync unsignedArtifact() {
    return new Artifact(Optional.empty(), ArtifactSigner.none());
  }

  /**
   * Returns one source for all clusters, for example a Git repository.
   *
   * @param source its path is the folder that has a folder for each cluster
   */
  static FleetSync from(SyncSource source) {
    return new Shared(source);
  }

  /**
   * The fleet artifact of the organization.
   *
   * @param workflow the workflow of the fleet's repository that must have signed it, if it is one
   * @param signer who else must have signed it
   */
  record Artifact(Optional<String> workflow, ArtifactSigner signer) implements FleetSync {
    /** Returns whether clusters look at its signature. */
    public boolean isVerified() {
      return workflow.isPresent() || !signer.equals(ArtifactSigner.none());
    }
  }

  /** One source for all clusters. */
  record Shared(SyncSource source) implements FleetSync {}
}
