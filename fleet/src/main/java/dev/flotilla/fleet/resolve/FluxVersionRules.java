package dev.flotilla.fleet.resolve;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.artifact.Retention;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.cluster.Workloads;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.flux.Distribution;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.tenant.TenantProps;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the delivery of components and tenants needs of Flux. An older one does not know these
 * objects and fields, and applies nothing.
 *
 * @see <a href="https://github.com/fluxcd/kustomize-controller/blob/main/CHANGELOG.md">deletion
 *     policies</a>
 * @see <a href="https://github.com/fluxcd/source-controller/blob/main/CHANGELOG.md">versions of
 *     sources</a>
 */
final class FluxVersionRules {
  private final Fleet fleet;
  private final Distribution distribution;
  private final List<Problem> problems = new ArrayList<>();

  FluxVersionRules(Fleet fleet) {
    this.fleet = fleet;
    this.distribution = fleet.fluxRelease().distribution();
  }

  List<Problem> check() {
    require(5, "Retention.KEEP of", workloads(used -> retained(used, Retention.KEEP)));
    require(6, "Retention.DELETE of", workloads(used -> retained(used, Retention.DELETE)));
    require(
        6,
        "the OCIRepository of",
        workloads(used -> used.artifacts().map(artifact -> artifact.url().value())));
    require(
        7,
        "the update automation",
        names(cluster -> cluster.updateAutomations().stream().map(updates -> updates.name())));
    return problems;
  }

  private static Stream<String> retained(Workloads workloads, Retention retention) {
    Stream<String> components =
        workloads.componentSets().stream()
            .flatMap(set -> set.components().stream())
            .filter(component -> component.retention() == retention)
            .map(PlatformComponent::name);
    Stream<String> tenants =
        workloads.tenants().stream()
            .filter(tenant -> tenant.retention() == retention)
            .map(TenantProps::name);
    return Stream.concat(components, tenants);
  }

  private SortedSet<String> workloads(Function<Workloads, Stream<String>> named) {
    return names(cluster -> named.apply(fleet.workloads(cluster)));
  }

  private SortedSet<String> names(Function<Cluster, Stream<String>> named) {
    return fleet.clusters().stream().flatMap(named).collect(Collectors.toCollection(TreeSet::new));
  }

  private void require(int minor, String what, SortedSet<String> names) {
    if (!names.isEmpty() && distribution.isBefore(minor)) {
      problems.add(
          new Problem(
              "fleet",
              "%s '%s' needs Flux 2.%d or newer, got '%s'; raise the version of its Distribution"
                  .formatted(what, String.join("', '", names), minor, distribution.version())));
    }
  }
}
