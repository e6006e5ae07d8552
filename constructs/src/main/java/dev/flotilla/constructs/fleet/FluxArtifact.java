package dev.flotilla.constructs.fleet;

import dev.flotilla.fleet.object.FleetFile;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.render.ClusterRenderer;
import java.util.List;
import java.util.function.BiConsumer;
import software.constructs.Construct;

/**
 * One cluster's part of the fleet artifact, in an app of a user's own: the constructs below it are
 * rendered as {@code FleetApp} renders those of a fleet, and a synth fails with all their problems.
 * The app itself writes and publishes the files.
 */
public final class FluxArtifact extends Construct implements FluxScope {
  private final ClusterRenderer renderer;

  /** Adds an empty artifact. */
  public FluxArtifact(Construct scope, String id, FluxArtifactProps props) {
    super(scope, id);
    this.renderer = new ClusterRenderer(props.context(), props.source());
    getNode().addValidation(() -> getProblems().stream().map(Problem::toString).toList());
  }

  @Override
  public void take(Construct child, BiConsumer<ClusterRenderer, String> part) {
    part.accept(renderer, child.getNode().getPath());
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
