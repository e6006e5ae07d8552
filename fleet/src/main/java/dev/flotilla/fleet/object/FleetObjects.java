package dev.flotilla.fleet.object;

import dev.flotilla.fleet.flux.FluxInstance;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.source.SyncSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The objects that one cluster has in the fleet artifact. Objects are only ever added.
 *
 * <p>Flux syncs {@code clusters/<cluster>} with all folders in it. So the ResourceSets of
 * components and tenants are elsewhere, in {@code tenants/<cluster>}, which the Kustomization
 * {@code tenants} applies: each object has one owner.
 */
public final class FleetObjects {
  private static final String TENANTS = "tenants/";

  private final String cluster;
  private final SyncSource source;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Problem> reported = new ArrayList<>();
  private final List<ObjectRule> rules = new ArrayList<>();
  private Optional<ResourceSet> first = Optional.empty();
  private boolean hasTenants;

  /**
   * Creates a collector for one cluster.
   *
   * @param source where Flux finds the cluster's folder
   */
  public FleetObjects(String cluster, SyncSource source) {
    this.cluster = cluster;
    this.source = source;
  }

  /**
   * Adds objects to what Flux syncs.
   *
   * @param file in the cluster's folder
   * @param path where they come from
   */
  public void sync(String file, String path, KubernetesObject... objects) {
    entries.add(new Entry(path, syncedFile(file), List.of(objects), List.of()));
  }

  /** Adds a ResourceSet that Flux itself needs to what Flux syncs. */
  public void sync(String file, String path, ResourceSet set) {
    entries.add(new Entry(path, syncedFile(file), List.of(), List.of(set)));
  }

  /**
   * Adds the ResourceSet of a component or tenant. The first one adds the Kustomization that
   * applies them all.
   */
  public void add(String path, ResourceSet set) {
    if (!hasTenants) {
      hasTenants = true;
      sync("tenants.yaml", path, tenants());
    }
    String file = TENANTS + cluster + "/" + set.name() + ".yaml";
    entries.add(new Entry(path, file, List.of(), List.of(set)));
  }

  /** Adds the ResourceSet that those of all components and tenants wait for. */
  public void addFirst(String path, ResourceSet set) {
    add(path, set);
    first = Optional.of(set);
  }

  /** Adds a rule for all objects, also those that are added later. */
  public void require(ObjectRule rule) {
    rules.add(rule);
  }

  /** Adds something that is wrong with a value, for {@link #problems}. */
  public void report(String path, String message) {
    reported.add(new Problem(path, message));
  }

  /** Returns everything that is wrong. */
  public List<Problem> problems() {
    List<Problem> problems = new ArrayList<>(reported);
    ObjectOwners owners = new ObjectOwners();
    Map<Object, KubernetesObject> namespaces = new LinkedHashMap<>();
    for (Entry entry : entries) {
      problems.addAll(owners.claim(entry.path, entry.applied()));
      entry.applied().stream()
          .filter(object -> object.kind().equals("Namespace"))
          .forEach(object -> namespaces.put(object.metadata().get("name"), object));
    }
    for (Entry entry : entries) {
      Stream.concat(missing(entry, owners), mistakes(entry, namespaces))
          .map(message -> new Problem(entry.path, message))
          .forEach(problems::add);
    }
    return problems;
  }

  private Stream<String> missing(Entry entry, ObjectOwners owners) {
    return entry.file.content().sets().stream()
        .flatMap(set -> set.dependsOn().stream())
        .filter(dependency -> isOfTheFleet(dependency) && !owners.has(dependency.object()))
        .map(this::missing);
  }

  private Stream<String> mistakes(Entry entry, Map<Object, KubernetesObject> namespaces) {
    List<String> mistakes = new ArrayList<>(entry.file.content().mistakes());
    for (KubernetesObject object : entry.applied()) {
      Optional<KubernetesObject> namespace =
          Optional.ofNullable(object.metadata().get("namespace")).map(namespaces::get);
      rules.forEach(rule -> rule.problem(object, namespace).ifPresent(mistakes::add));
    }
    return mistakes.stream();
  }

  /**
   * Keeps one of equal contents for all clusters that share {@code objects}, so that a tenant's
   * objects are checked, written and kept once. Call it when everything is added.
   */
  public void share(SharedObjects objects) {
    entries.replaceAll(
        entry -> {
          FleetFile file = file(entry);
          return new Entry(entry.path, new FleetFile(file.path(), objects.content(file.content())));
        });
    first = Optional.empty();
  }

  /** Returns the files. */
  public Stream<FleetFile> files() {
    return entries.stream().map(this::file);
  }

  /** What Flux itself needs waits for nothing, and the prerequisite does not wait for itself. */
  private FleetFile file(Entry entry) {
    return first
        .filter(set -> entry.file.path().startsWith(TENANTS))
        .map(set -> new FleetFile(entry.file.path(), entry.file.content().after(set)))
        .orElse(entry.file);
  }

  private String syncedFile(String file) {
    return "clusters/" + cluster + "/" + file;
  }

  /**
   * It acts as the operator, because what is namespaced in {@code flux-system} has no right to
   * create ResourceSets. It substitutes nothing, because everything was resolved when this was
   * written.
   */
  private KubernetesObject tenants() {
    Map<String, Object> spec =
        Ordered.map(
            "interval", "12h", "retryInterval", "3m", "serviceAccountName", "flux-operator");
    spec.put("sourceRef", Ordered.map("kind", source.kind(), "name", FluxInstance.NAMESPACE));
    spec.put("path", "./" + root() + TENANTS + cluster);
    spec.put("prune", true);
    return KubernetesObject.of(
        "kustomize.toolkit.fluxcd.io/v1",
        "Kustomization",
        FluxInstance.NAMESPACE,
        "tenants",
        Ordered.map("spec", spec));
  }

  /** A Git repository may hold the fleet in a folder, which the path of the source names. */
  private String root() {
    String synced = "clusters/" + cluster;
    String path = source.options().path();
    return path.endsWith(synced) ? path.substring(0, path.length() - synced.length()) : "";
  }

  /** Only the fleet creates these; others may come from anywhere. */
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

  /** What one value has put into one file. */
  private record Entry(String path, FleetFile file) {
    Entry(String path, String name, List<KubernetesObject> plain, List<ResourceSet> sets) {
      this(path, new FleetFile(name, new FleetFile.Content(plain, sets)));
    }

    List<KubernetesObject> applied() {
      return file.content().applied();
    }
  }
}
