package dev.flotilla.fleet.resolve;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.access.ClusterAccess;
import dev.flotilla.fleet.access.KindAccess;
import dev.flotilla.fleet.access.KubeconfigAccess;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.state.Encryption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The rules that span the values of a fleet. */
final class FleetRules {
  /** What the stack of a cluster has variables for already. */
  private static final List<String> OWN_VARIABLES =
      List.of(
          KubeconfigAccess.PATH_VARIABLE,
          KubeconfigAccess.CONTEXT_VARIABLE,
          Encryption.Passphrase.VARIABLE);

  private final Fleet fleet;
  private final ClusterResolver resolver;
  private final List<Problem> problems = new ArrayList<>();
  private final List<ResolvedCluster> clusters = new ArrayList<>();

  private FleetRules(Fleet fleet) {
    this.fleet = fleet;
    this.resolver = new ClusterResolver(fleet);
  }

  /** Returns everything that is wrong with {@code fleet}. */
  static List<Problem> check(Fleet fleet) {
    return of(fleet).problems();
  }

  /** Checks {@code fleet}, and resolves its clusters on the way. */
  static FleetRules of(Fleet fleet) {
    FleetRules rules = new FleetRules(fleet);
    if (fleet.clusters().isEmpty()) {
      rules.tell("fleet", "a fleet must have at least one cluster, got none");
    }
    rules.problems.addAll(FleetValues.problems(fleet));
    if (!rules.problems.isEmpty()) {
      // A value that is null breaks whatever looks at it.
      return rules;
    }
    rules.checkIdentities();
    rules.problems.addAll(new SigningRules(fleet).check());
    fleet.clusters().forEach(rules::checkFlux);
    rules.checkKeys();
    return rules;
  }

  List<Problem> problems() {
    return problems;
  }

  /** Returns the clusters, those that resolve. */
  List<ResolvedCluster> clusters() {
    return clusters;
  }

  private void checkKeys() {
    resolver.artifactUrls().stream()
        .flatMap(url -> fleet.mirror().missingKey(url).stream())
        .forEach(
            path ->
                tell(
                    "mirror",
                    "a mirror with keys must have one for each artifact that it serves, got none"
                        + " for '"
                        + path
                        + "'; add its public key"));
  }

  private void checkIdentities() {
    Set<String> names = new TreeSet<>();
    List<ClusterAccess> accesses = new ArrayList<>();
    for (Cluster cluster : fleet.clusters()) {
      if (!names.add(cluster.name())) {
        tell(
            cluster.name(),
            "the clusters of a fleet must differ in name, state and sync path, got '"
                + cluster.name()
                + "' twice");
      } else if (accesses.contains(cluster.openTofu().access())) {
        tell(
            cluster.name(),
            "two clusters must not be one, got "
                + cluster.openTofu().access().description()
                + " twice");
      }
      if (cluster.openTofu().access() instanceof KindAccess) {
        checkKindName(cluster);
      } else {
        accesses.add(cluster.openTofu().access());
      }
    }
  }

  private void checkKindName(Cluster cluster) {
    String stack = KindAccess.stackName(cluster.name());
    if (fleet.cluster(stack).isPresent()) {
      tell(
          stack,
          "a cluster must not be named as the stack of a kind cluster, got '"
              + stack
              + "'; rename it or '"
              + cluster.name()
              + "'");
    }
  }

  private void checkFlux(Cluster cluster) {
    try {
      ResolvedCluster resolved = resolver.resolve(cluster);
      resolved.credentials().forEach(credential -> check(cluster, credential));
      problems.addAll(new WorkloadRules(resolved).check());
      clusters.add(resolved);
    } catch (IllegalArgumentException e) {
      // What is right in the fleet and right in the cluster may be wrong together.
      tell(cluster.name(), e.getMessage());
    }
  }

  private void check(Cluster cluster, Credential credential) {
    for (String variable : credential.variables().keySet()) {
      if (OWN_VARIABLES.contains(variable)
          || cluster.openTofu().encryption().passphrases().contains(variable)) {
        tell(
            cluster.name(),
            "the variable '"
                + variable
                + "' is the stack's own, got credential '"
                + credential.secretName()
                + "' that needs it too; rename its Secret or its key");
      }
    }
  }

  private void tell(String path, String message) {
    problems.add(new Problem(path, message));
  }
}
