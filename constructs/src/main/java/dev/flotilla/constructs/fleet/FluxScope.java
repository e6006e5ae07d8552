package dev.flotilla.constructs.fleet;

import org.jspecify.annotations.Nullable;
import software.constructs.Construct;
import software.constructs.IConstruct;

/** A construct whose children put objects into the fleet artifact of one cluster. */
public interface FluxScope extends IConstruct {
  /** Returns what the children need to know of the cluster. */
  ClusterContext context();

  /** Returns what takes the children's objects. */
  FleetObjects objects();

  /**
   * Returns the scope that {@code scope} is or lies in.
   *
   * @throws IllegalArgumentException if there is none
   */
  static FluxScope of(Construct scope) {
    @Nullable IConstruct parent = scope;
    while (parent != null) {
      if (parent instanceof FluxScope found) {
        return found;
      }
      parent = parent.getNode().getScope();
    }
    throw new IllegalArgumentException(
        "a construct of the fleet artifact must be in a FluxScope such as ClusterStack, got '"
            + scope.getNode().getPath()
            + "'");
  }
}
