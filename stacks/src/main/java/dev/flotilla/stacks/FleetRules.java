package dev.flotilla.stacks;

import dev.flotilla.constructs.automation.UpdateAutomationProps;
import dev.flotilla.constructs.component.ComponentSetProps;
import dev.flotilla.constructs.fleet.Problem;
import dev.flotilla.constructs.flux.Component;
import dev.flotilla.constructs.flux.Credential;
import dev.flotilla.constructs.tenant.TenantProps;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The rules that span the values of a fleet. */
final class FleetRules {
  /** What the stack of a cluster has variables for already. */
  private static final List<String> OWN_VARIABLES =
      List.of(
          KubeconfigProviders.PATH_VARIABLE,
          KubeconfigProviders.CONTEXT_VARIABLE,
          Encryption.Passphrase.VARIABLE);

  private static final Set<Component> UPDATERS =
      EnumSet.of(Component.IMAGE_REFLECTOR_CONTROLLER, Component.IMAGE_AUTOMATION_CONTROLLER);

  private final Fleet fleet;
  private final List<Problem> problems = new ArrayList<>();

  private FleetRules(Fleet fleet) {
    this.fleet = fleet;
  }

  static List<Problem> check(Fleet fleet) {
    FleetRules rules = new FleetRules(fleet);
    if (fleet.clusters().isEmpty()) {
      rules.tell("fleet", "a fleet must have at least one cluster, got none");
    }
    rules.checkIdentities();
    fleet.clusters().forEach(rules::checkFlux);
    fleet.clusters().forEach(rules::checkWorkloads);
    return rules.problems;
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
      } else if (accesses.contains(cluster.access())) {
        tell(
            cluster.name(),
            "two clusters must not be one, got " + cluster.access().description() + " twice");
      }
      if (cluster.access() instanceof KindAccess) {
        checkKindName(cluster);
      } else {
        accesses.add(cluster.access());
      }
    }
  }

  private void checkKindName(Cluster cluster) {
    String stack = KindAccess.stackName(cluster);
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
      new ClusterFlux(fleet, cluster)
          .bootstrap()
          .credentials()
          .forEach(credential -> check(cluster, credential));
    } catch (IllegalArgumentException e) {
      // What is right in the fleet and right in the cluster may be wrong together.
      tell(cluster.name(), e.getMessage());
    }
  }

  private void checkWorkloads(Cluster cluster) {
    checkNames(
        cluster,
        "component set",
        fleet.componentSets(cluster).stream().map(ComponentSetProps::name));
    checkNames(cluster, "tenant", fleet.tenants(cluster).stream().map(TenantProps::name));
    checkNames(
        cluster,
        "update automation",
        cluster.updateAutomations().stream().map(UpdateAutomationProps::name));
    if (!cluster.updateAutomations().isEmpty()
        && !cluster.flux().components().containsAll(UPDATERS)) {
      tell(
          cluster.name(),
          "a cluster that updates images must run the image controllers, got none; use Cluster.automation, or add Component.IMAGE_REFLECTOR_CONTROLLER and IMAGE_AUTOMATION_CONTROLLER");
    }
    SortedSet<String> unknown = new TreeSet<>(cluster.pins().keySet());
    fleet.artifacts(cluster).forEach(artifact -> unknown.remove(artifact.url().value()));
    for (String artifact : unknown) {
      tell(
          cluster.name(),
          "a pin must be of an artifact that the cluster runs, got '"
              + artifact
              + "'; run its component or tenant there, or drop the pin");
    }
  }

  private void checkNames(Cluster cluster, String kind, Stream<String> names) {
    Set<String> known = new TreeSet<>();
    names
        .filter(name -> !known.add(name))
        .forEach(
            name ->
                tell(
                    cluster.name(),
                    "a cluster must run each " + kind + " once, got '" + name + "' twice"));
  }

  private void check(Cluster cluster, Credential credential) {
    for (String variable : credential.variables().keySet()) {
      if (OWN_VARIABLES.contains(variable)) {
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
