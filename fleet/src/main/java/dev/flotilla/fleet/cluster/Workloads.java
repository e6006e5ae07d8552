package dev.flotilla.fleet.cluster;

import dev.flotilla.fleet.artifact.Artifact;
import dev.flotilla.fleet.artifact.ContentSource;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.tenant.TenantProps;
import java.util.List;
import java.util.stream.Stream;

/** What Flux delivers to a cluster: components, and tenants. */
public record Workloads(List<ComponentSetProps> componentSets, List<TenantProps> tenants) {
  /** Nothing. */
  public static final Workloads NONE = new Workloads(List.of(), List.of());

  public Workloads {
    componentSets = List.copyOf(componentSets);
    tenants = List.copyOf(tenants);
  }

  /** Returns these with one more set of components. */
  public Workloads with(ComponentSetProps set) {
    return new Workloads(Ordered.append(componentSets, set), tenants);
  }

  /** Returns these with one more tenant. */
  public Workloads with(TenantProps tenant) {
    return new Workloads(componentSets, Ordered.append(tenants, tenant));
  }

  /** Returns these, then others. */
  public Workloads then(Workloads others) {
    return new Workloads(
        Ordered.concat(componentSets, others.componentSets),
        Ordered.concat(tenants, others.tenants));
  }

  /** Returns what they consist of, components first. */
  public Stream<ContentSource> sources() {
    return Stream.concat(
        componentSets.stream()
            .flatMap(set -> set.components().stream())
            .map(PlatformComponent::source),
        tenants.stream().map(TenantProps::source));
  }

  /** Returns those of them that are artifacts, in that order. */
  public Stream<Artifact> artifacts() {
    return sources().filter(Artifact.class::isInstance).map(Artifact.class::cast);
  }
}
