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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The rules that span the values of a fleet. */
final class FleetRules {
  /** The variables that the stack of a cluster declares itself. */
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
      rules.report(
          "fleet",
          "a fleet must have at least one cluster, got none; add one with Fleet.Builder.addCluster");
    }
    rules.problems.addAll(FleetValues.problems(fleet));
    if (!rules.problems.isEmpty()) {
      // A value that is null breaks whatever looks at it.
      return rules;
    }
    rules.checkIdentities();
    rules.problems.addAll(new SigningRules(fleet).check());
    rules.problems.addAll(new CommitRules(fleet).check());
    rules.problems.addAll(new FluxVersionRules(fleet).check());
    rules.problems.addAll(new RingRules(fleet).check());
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
                report(
                    "mirror",
                    "a mirror with keys must have one for each artifact that it serves, got none"
                        + " for '"
                        + path
                        + "'; add its public key"));
  }

  private void checkIdentities() {
    Set<String> names = new TreeSet<>();
    Map<ClusterAccess, String> byAccess = new LinkedHashMap<>();
    for (Cluster cluster : fleet.clusters()) {
      ClusterAccess access = cluster.openTofu().access();
      if (!names.add(cluster.name())) {
        report(
            cluster.name(),
            "each cluster must have its own name, which its state and sync path also use, got '"
                + cluster.name()
                + "' twice; rename one");
      } else if (byAccess.containsKey(access)) {
        report(
            cluster.name(),
            "clusters '%s' and '%s' both use %s; give each its own"
                .formatted(byAccess.get(access), cluster.name(), access.description()));
      }
      if (access instanceof KindAccess) {
        checkKindName(cluster);
      } else {
        byAccess.putIfAbsent(access, cluster.name());
      }
    }
  }

  private void checkKindName(Cluster cluster) {
    String stack = KindAccess.stackName(cluster.name());
    if (fleet.cluster(stack).isPresent()) {
      report(
          stack,
          "a cluster must not have the name of a kind cluster's stack, got '"
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
      report(cluster.name(), e.getMessage());
    }
  }

  private void check(Cluster cluster, Credential credential) {
    for (String variable : credential.variables().keySet()) {
      if (OWN_VARIABLES.contains(variable)
          || cluster.openTofu().encryption().passphrases().contains(variable)) {
        report(
            cluster.name(),
            "credential '%s' must not use the variable '%s', which the stack has already; rename its Secret or its key"
                .formatted(credential.secretName(), variable));
      }
    }
  }

  private void report(String path, String message) {
    problems.add(new Problem(path, message));
  }
}
