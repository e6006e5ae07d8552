package dev.flotilla.fleet.resolve;

import dev.flotilla.fleet.automation.UpdateAutomationProps;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.flux.FluxController;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.tenant.HostClaims;
import dev.flotilla.fleet.tenant.TenantProps;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rules for what one cluster runs. */
final class WorkloadRules {
  private static final Set<FluxController> UPDATERS =
      EnumSet.of(
          FluxController.IMAGE_REFLECTOR_CONTROLLER, FluxController.IMAGE_AUTOMATION_CONTROLLER);

  private final ResolvedCluster resolved;
  private final Cluster cluster;
  private final List<Problem> problems = new ArrayList<>();

  WorkloadRules(ResolvedCluster resolved) {
    this.resolved = resolved;
    this.cluster = resolved.cluster();
  }

  List<Problem> check() {
    List<String> sets =
        resolved.workloads().componentSets().stream().map(ComponentSetProps::name).toList();
    List<String> tenants = resolved.workloads().tenants().stream().map(TenantProps::name).toList();
    List<String> updates =
        cluster.updateAutomations().stream().map(UpdateAutomationProps::name).toList();
    checkNames("component set", sets);
    checkNames("tenant", tenants);
    checkNames("update automation", updates);
    checkPins();
    HostClaims.problems(resolved.context().claimedHosts()).forEach(this::report);
    checkDependencies();
    if (!updates.isEmpty()) {
      checkUpdaters();
    }
    if (!sets.isEmpty() || !tenants.isEmpty() || !updates.isEmpty()) {
      checkSync();
    }
    return problems;
  }

  /** A name is the id of a construct; CDKTF refuses a second one without naming its origin. */
  private void checkNames(String kind, List<String> names) {
    Set<String> known = new TreeSet<>();
    for (String name : names) {
      if (!known.add(name)) {
        report("a cluster must run each " + kind + " once, got '" + name + "' twice; remove one");
      }
    }
  }

  private void checkPins() {
    SortedSet<String> unknown = new TreeSet<>(cluster.pins().keySet());
    resolved.artifacts().forEach(artifact -> unknown.remove(artifact.url().value()));
    for (String artifact : unknown) {
      report(
          "a pin must be of an artifact that the cluster runs, got '"
              + artifact
              + "'; run its component or tenant there, or remove the pin");
    }
  }

  /** A component waits for others by name, so the components of a cycle would wait forever. */
  private void checkDependencies() {
    SortedMap<String, PlatformComponent> components = new TreeMap<>();
    resolved.workloads().componentSets().stream()
        .flatMap(set -> set.components().stream())
        .forEach(component -> components.putIfAbsent(component.name(), component));
    SortedSet<String> done = new TreeSet<>();
    components.keySet().forEach(name -> follow(name, components, new ArrayList<>(), done));
  }

  private void follow(
      String name,
      SortedMap<String, PlatformComponent> components,
      List<String> path,
      SortedSet<String> done) {
    int start = path.indexOf(name);
    if (start >= 0) {
      report(
          "components must not depend on each other in a cycle, got '%s'; remove one of these dependencies"
              .formatted(String.join("' → '", path.subList(start, path.size())) + "' → '" + name));
    } else if (components.containsKey(name) && !done.contains(name)) {
      List<String> longer = new ArrayList<>(path);
      longer.add(name);
      components
          .get(name)
          .dependsOn()
          .forEach(other -> follow(other.component().name(), components, longer, done));
      done.add(name);
    }
  }

  private void checkUpdaters() {
    for (FluxController controller : UPDATERS) {
      if (!cluster.flux().controllers().contains(controller)) {
        report(
            "a cluster with update automations must run '"
                + controller.id()
                + "'; create it with Cluster.automation");
      }
    }
  }

  /** ResourceSets are written beside the folder of the clusters. */
  private void checkSync() {
    String path = resolved.sync().options().path();
    if (!path.endsWith(cluster.syncPath())) {
      report(
          "a fleet with components or tenants must be synced from a folder 'clusters', got '"
              + path
              + "'; set a path that ends with 'clusters' in FleetSync.from");
    }
  }

  private void report(String message) {
    problems.add(new Problem(cluster.name(), message));
  }
}
