package dev.flotilla.constructs.fleet;

import dev.flotilla.constructs.flux.FluxBootstrap;
import dev.flotilla.constructs.kubernetes.KubernetesObject;
import dev.flotilla.constructs.kubernetes.Ordered;
import dev.flotilla.constructs.kubernetes.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The objects that one cluster has in the fleet artifact. It only grows.
 *
 * <p>Flux syncs {@code clusters/<cluster>} with all folders in it. So the ResourceSets of
 * components and tenants are elsewhere, in {@code tenants/<cluster>}, which the Kustomization
 * {@code tenants} applies: each object has one owner.
 */
public final class FleetObjects {
  private final String cluster;
  private final String sourceKind;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Problem> reported = new ArrayList<>();
  private boolean hasTenants;

  /**
   * Makes a collector for one cluster.
   *
   * @param sourceKind the kind of the source that Flux syncs the fleet from
   */
  public FleetObjects(String cluster, String sourceKind) {
    this.cluster = cluster;
    this.sourceKind = sourceKind;
  }

  /**
   * Adds objects to what Flux syncs.
   *
   * @param file in the cluster's folder
   * @param path tells the path of the construct that they are of
   */
  public void sync(String file, Supplier<String> path, KubernetesObject... objects) {
    entries.add(new Entry(syncedFile(file), path, List.of(objects), List.of()));
  }

  /** Adds a ResourceSet that Flux itself needs to what Flux syncs. */
  public void sync(String file, Supplier<String> path, ResourceSet set) {
    entries.add(new Entry(syncedFile(file), path, List.of(), List.of(set)));
  }

  /**
   * Adds the ResourceSet of a component or tenant. The first one brings the Kustomization that
   * applies them all.
   */
  public void add(Supplier<String> path, ResourceSet set) {
    if (!hasTenants) {
      hasTenants = true;
      sync("tenants.yaml", path, tenants());
    }
    String file = "tenants/" + cluster + "/" + set.name() + ".yaml";
    entries.add(new Entry(file, path, List.of(), List.of(set)));
  }

  /** Adds something that is wrong with a construct, for {@link #problems}. */
  public void report(Supplier<String> path, String message) {
    reported.add(new Problem(path.get(), message));
  }

  /** Returns everything that is wrong. */
  public List<Problem> problems() {
    List<Problem> problems = new ArrayList<>(reported);
    Owners owners = new Owners();
    for (Entry entry : entries) {
      problems.addAll(owners.claim(entry.path, entry.objects()));
    }
    for (Entry entry : entries) {
      for (ResourceSet set : entry.sets) {
        set.dependsOn().stream()
            .filter(dependency -> isOfTheFleet(dependency) && !owners.has(dependency.object()))
            .map(dependency -> new Problem(entry.path.get(), missing(dependency)))
            .forEach(problems::add);
      }
    }
    return problems;
  }

  /** Returns the files, made one by one. */
  public Stream<FleetFile> files() {
    return entries.stream().map(Entry::toFile);
  }

  private String syncedFile(String file) {
    return "clusters/" + cluster + "/" + file;
  }

  /**
   * It acts as the operator, because what is namespaced in {@code flux-system} has no right to make
   * ResourceSets, and substitutes nothing: all was resolved when this was written.
   */
  private KubernetesObject tenants() {
    return KubernetesObject.of(
        "kustomize.toolkit.fluxcd.io/v1",
        "Kustomization",
        FluxBootstrap.NAMESPACE,
        "tenants",
        Ordered.map(
            "spec",
            Ordered.map(
                "interval",
                "12h",
                "retryInterval",
                "3m",
                "serviceAccountName",
                "flux-operator",
                "sourceRef",
                Ordered.map("kind", sourceKind, "name", FluxBootstrap.NAMESPACE),
                "path",
                "./tenants/" + cluster,
                "prune",
                true)));
  }

  /** Only the fleet brings these; the rest may come from anywhere. */
  private static boolean isOfTheFleet(ResourceSet.Dependency dependency) {
    return List.of("Kustomization", "ResourceSet").contains(dependency.object().kind());
  }

  private String missing(ResourceSet.Dependency dependency) {
    return "a dependency must be on the same cluster, got "
        + dependency.what()
        + ", which cluster '"
        + cluster
        + "' does not run; add it there, or drop the dependency";
  }

  /** What one construct has put into one file. */
  private record Entry(
      String file, Supplier<String> path, List<KubernetesObject> plain, List<ResourceSet> sets) {

    /** Returns what the cluster gets, the objects in ResourceSets too. */
    List<KubernetesObject> objects() {
      List<KubernetesObject> objects = new ArrayList<>(plain);
      for (ResourceSet set : sets) {
        objects.add(set.reference());
        objects.addAll(set.resources());
      }
      return objects;
    }

    FleetFile toFile() {
      Stream<KubernetesObject> written =
          Stream.concat(plain.stream(), sets.stream().map(ResourceSet::toObject));
      return new FleetFile(
          file,
          written.map(object -> Yaml.write(object.toMap())).collect(Collectors.joining("---\n")));
    }
  }
}
