package dev.flotilla.constructs.artifact;

import org.jspecify.annotations.Nullable;
import software.constructs.Construct;
import software.constructs.IConstruct;

/** A construct whose children are one cluster's part of the fleet artifact. */
public interface FluxScope extends IConstruct {
  /**
   * Adds the part of the fleet artifact that a child declares. The constructs of this library call
   * it in their constructors; an app has nothing to call.
   */
  void addPart(Construct child, FluxPart part);

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
        "a construct for Flux must stand below a FluxArtifact, got '%s'; pass one as its scope: new FluxArtifact(stack, \"Artifact\", new FluxArtifactProps(ResolvedFleet.of(fleet).cluster(cluster)))"
            .formatted(scope.getNode().getPath()));
  }
}
