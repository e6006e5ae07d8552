package dev.flotilla.constructs.artifact;

import dev.flotilla.fleet.object.FleetFile;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.render.ClusterRenderer;
import java.util.List;
import software.constructs.Construct;

/**
 * One cluster's part of the fleet artifact, in an app of a user's own: the constructs below it are
 * rendered as {@code FleetApp} renders those of a fleet, and a synth fails with all their problems.
 * The app itself writes and publishes the files.
 *
 * <p>Flux owns what is published, and prunes what leaves it. Put the artifact into a stack: CDKTF
 * validates nothing else.
 *
 * <pre>{@code
 * Organization acme = Organization.onGitHub("ghcr.io", "acme", "fleet");
 * Cluster staging = Cluster.workload("staging", Environment.STAGING).build();
 * FluxRelease flux = new FluxRelease("2.x", "0.59.0");
 * Fleet fleet = Fleet.builder(acme, flux).addCluster(staging).build();
 * ResolvedCluster resolved = ResolvedFleet.of(fleet).cluster(staging);
 * new FluxArtifact(stack, "Artifact", new FluxArtifactProps(resolved));
 * }</pre>
 *
 * @see <a href="https://fluxcd.io/flux/cmd/flux_push_artifact/">flux push artifact</a>
 */
public final class FluxArtifact extends Construct implements FluxScope {
  private final ClusterRenderer renderer;

  /** Adds an empty artifact. */
  public FluxArtifact(Construct scope, String id, FluxArtifactProps props) {
    super(scope, id);
    this.renderer = new ClusterRenderer(props.cluster().context(), props.cluster().sync());
    getNode().addValidation(() -> getProblems().stream().map(Problem::toString).toList());
  }

  @Override
  public void addPart(Construct child, FluxPart part) {
    part.addTo(renderer, child.getNode().getPath());
  }

  /** Returns everything that is wrong with the constructs below it. */
  public List<Problem> getProblems() {
    return renderer.problems();
  }

  /** Returns the files, as they are in the fleet artifact. */
  public List<FleetFile> getFiles() {
    return renderer.files();
  }
}
