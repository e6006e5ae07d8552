package dev.flotilla.fleet.object;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import java.util.Optional;

/** A rule for every object of a cluster, whichever construct it comes from. */
@FunctionalInterface
public interface ObjectRule {
  /**
   * Returns what is wrong with {@code object}, if something is.
   *
   * @param namespace the Namespace that it is in; empty if the fleet does not create it
   */
  Optional<String> problem(KubernetesObject object, Optional<KubernetesObject> namespace);
}
