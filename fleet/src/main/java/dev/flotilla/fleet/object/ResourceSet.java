package dev.flotilla.fleet.object;

import dev.flotilla.fleet.flux.FluxInstance;
import dev.flotilla.fleet.kubernetes.Durations;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.kubernetes.Yaml;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Objects that the Flux Operator applies, keeps and prunes together; the set is in {@code
 * flux-system}.
 *
 * @param reconcileEvery how often the operator compares them with the cluster and copies Secrets
 *     anew; empty means the operator's one hour
 * @param dependsOn what is waited for before anything is applied
 * @param resources the objects as they are to arrive in the cluster
 * @see <a href="https://fluxoperator.dev/docs/crd/resourceset/">ResourceSet</a>
 */
@RecordBuilder
public record ResourceSet(
    String name,
    Optional<Duration> reconcileEvery,
    List<Dependency> dependsOn,
    List<KubernetesObject> resources) {
  private static final String NO_RESOURCES = "  resources: []\n";

  /**
   * How often the fleet's sets are reconciled: a copied Secret gets a new value at most that late.
   */
  public static final Duration RECONCILE_EVERY = Duration.ofMinutes(5);

  /**
   * An object that is waited for.
   *
   * @param what what creates the object, in the user's words: {@code component 'monitoring'}
   * @param object apiVersion, kind, namespace and name count
   */
  public record Dependency(String what, KubernetesObject object, DependencyReadiness readiness) {
    /**
     * Returns a dependency that waits until Flux has created the CustomResourceDefinition of that
     * name.
     */
    public static Dependency onDefinition(String name) {
      KubernetesObject definition =
          KubernetesObject.ofCluster(
              "apiextensions.k8s.io/v1", "CustomResourceDefinition", name, Ordered.map());
      return new Dependency("Flux", definition, DependencyReadiness.exists());
    }

    Map<String, Object> toSpec() {
      Map<String, Object> spec = Ordered.map("apiVersion", object.apiVersion());
      spec.put("kind", object.kind());
      spec.putAll(object.metadata());
      spec.putAll(readiness.toSpec());
      return spec;
    }
  }

  public ResourceSet {
    dependsOn = List.copyOf(dependsOn);
    resources = List.copyOf(resources);
  }

  /** Returns the object by name only, for those who depend on it. */
  public KubernetesObject reference() {
    return object(Ordered.map());
  }

  /** Returns this set without the objects in it. */
  ResourceSet empty() {
    return ResourceSetFields.from(this).resources(List.of()).build();
  }

  /** Returns this set with the resources that {@code others} keeps for equal ones. */
  ResourceSet sharing(SharedObjects others) {
    return ResourceSetFields.from(this)
        .resources(resources.stream().map(others::object).toList())
        .build();
  }

  /** Returns this set, which waits until {@code other} is Ready. */
  ResourceSet after(ResourceSet other) {
    List<Dependency> dependencies = new ArrayList<>();
    dependencies.add(new Dependency(other.name(), other.reference(), DependencyReadiness.now()));
    dependencies.addAll(dependsOn);
    return ResourceSetFields.from(this).dependsOn(dependencies).build();
  }

  /** Returns the object. */
  public KubernetesObject toObject() {
    Map<String, Object> spec = Ordered.map();
    if (!dependsOn.isEmpty()) {
      spec.put("dependsOn", dependsOn.stream().map(Dependency::toSpec).toList());
    }
    spec.put("resources", resources.stream().map(object -> literal(object.toMap())).toList());
    SortedMap<String, String> annotations = new TreeMap<>();
    reconcileEvery.ifPresent(
        interval ->
            annotations.put("fluxcd.controlplane.io/reconcileEvery", Durations.format(interval)));
    return object(Ordered.map("spec", spec)).with(Ordered.NONE, annotations);
  }

  /**
   * Returns the object as YAML.
   *
   * @param yaml that of the {@link #empty} set
   * @param item returns what {@link #item} does
   */
  String toYaml(String yaml, Function<KubernetesObject, String> item) {
    if (resources.isEmpty()) {
      return yaml;
    }
    StringBuilder text = new StringBuilder(yaml);
    text.setLength(yaml.length() - NO_RESOURCES.length());
    text.append("  resources:\n");
    resources.forEach(resource -> text.append(item.apply(resource)));
    return text.toString();
  }

  /** Returns a resource as it stands in the YAML of a set, of which the resources are the last. */
  static String item(KubernetesObject resource) {
    return Yaml.write(List.of(literal(resource.toMap())))
        .lines()
        .map(line -> line.isEmpty() ? "\n" : "  " + line + "\n")
        .collect(Collectors.joining());
  }

  private KubernetesObject object(Map<String, Object> body) {
    return KubernetesObject.of(
        "fluxcd.controlplane.io/v1", "ResourceSet", FluxInstance.NAMESPACE, name, body);
  }

  /** The operator reads each resource as a template with its actions between << and >>. */
  private static Object literal(Object value) {
    if (value instanceof String text) {
      return text.replace("<<", "<< `<<` >>");
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> literals = Ordered.map();
      map.forEach((key, child) -> literals.put((String) key, literal(child)));
      return literals;
    }
    if (value instanceof List<?> list) {
      List<Object> literals = new ArrayList<>(list.size());
      list.forEach(child -> literals.add(literal(child)));
      return literals;
    }
    return value;
  }
}
