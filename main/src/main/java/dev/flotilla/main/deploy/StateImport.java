package dev.flotilla.main.deploy;

import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.flux.FluxInstance;
import dev.flotilla.main.cluster.FluxNamespace;
import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.ownership.OwnerMark;
import dev.flotilla.main.opentofu.state.StackState;
import dev.flotilla.main.report.Failure;
import java.util.ArrayList;
import java.util.List;

/**
 * What a cluster has and its state does not know, as after a detach or with a lost state.
 *
 * @param namespace whether the namespace of Flux is imported
 * @param secrets names of the Secrets that make way for those applied
 */
record StateImport(boolean namespace, List<String> secrets) {
  /** Compares the cluster with its state. */
  static StateImport of(LiveCluster live, StackState state, List<Credential> credentials) {
    FluxNamespace namespace = new FluxNamespace(live);
    if (!namespace.exists()) {
      return new StateImport(false, List.of());
    }
    return new StateImport(
        !state.hasNamespace(FluxInstance.NAMESPACE),
        credentials.stream()
            .map(Credential::secretName)
            .filter(name -> state.secretRevision(name).isEmpty() && namespace.hasSecret(name))
            .toList());
  }

  /**
   * Refuses to import or replace an object without a request for it. An object with the mark of
   * this cluster's own stack needs none: a deploy was killed before OpenTofu recorded it.
   */
  void requireRequested(String cluster, OwnerMark mark) {
    List<String> problems = new ArrayList<>();
    if (namespace && !mark.isOnNamespace()) {
      String owner = mark.ofNamespace().map(" of '%s'"::formatted).orElse("");
      problems.add(
          unknown(cluster, "namespace", FluxInstance.NAMESPACE + "'" + owner, "import it"));
    }
    secrets.stream()
        .filter(name -> !mark.isOnSecret(name))
        .forEach(name -> problems.add(unknown(cluster, "Secret", name + "'", "replace it")));
    if (!problems.isEmpty()) {
      throw new Failure(problems);
    }
  }

  /** Returns a line for each object that a plan would create, so that its apply would fail. */
  List<String> refusedByAPlan(String cluster) {
    List<String> lines = new ArrayList<>();
    if (namespace) {
      lines.add(inTheWay(cluster, "namespace", FluxInstance.NAMESPACE));
    }
    secrets.forEach(name -> lines.add(inTheWay(cluster, "Secret", name)));
    return lines;
  }

  private static String inTheWay(String cluster, String kind, String name) {
    return "cluster '%s' has a %s '%s' that the state does not know, and that a saved plan does not import; run 'flotilla deploy %s' without one"
        .formatted(cluster, kind, name, cluster);
  }

  private static String unknown(String cluster, String kind, String name, String what) {
    return "cluster '%s' has a %s '%s that the state does not know; run 'flotilla deploy %s --adopt' to %s"
        .formatted(cluster, kind, name, cluster, what);
  }
}
