package dev.flotilla.constructs.fleet;

import dev.flotilla.fleet.object.FleetFile;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.render.ClusterRenderer;
import java.util.List;
import java.util.function.BiConsumer;
import software.constructs.Construct;

/**
 * One cluster's part of the fleet artifact, in an app of a user's own: the constructs below it are
 * rendered as {@code FleetApp} renders those of a fleet, and a synth fails with all that is wrong
 * with them. The files are the app's to write and to publish.
 */
public final class FluxArtifact extends Construct implements FluxScope {
  private final ClusterRenderer renderer;

  /** Adds an artifact that has nothing yet. */
  public FluxArtifact(Construct scope, String id, FluxArtifactProps props) {
    super(scope, id);
    this.renderer = new ClusterRenderer(props.context(), props.source());
    getNode().addValidation(() -> problems().stream().map(Problem::toString).toList());
  }

  @Override
  public void take(Construct child, BiConsumer<ClusterRenderer, String> part) {
    part.accept(renderer, child.getNode().getPath());
  }

  /** Returns everything that is wrong with what the constructs below it have. */
  public List<Problem> problems() {
    return renderer.problems();
  }

  /** Returns the files, as they are in the fleet artifact. */
  public List<FleetFile> files() {
    return renderer.files();
  }
}
