package dev.flotilla.fleet.descriptor;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.object.FleetFile;
import dev.flotilla.fleet.render.RenderedCluster;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Objects that a fleet itself has on clusters, as far as it depends on them whether content can be
 * applied there: ConfigMaps and sources, to which content may refer, and what an API server decides
 * by, which is namespaces with their labels, definitions of kinds, admission policies with what
 * they read, and roles. The automations that push to Git repositories are among them too.
 *
 * @param clusters the names of the clusters, all of which have these
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/">
 *     ValidatingAdmissionPolicy</a>
 */
public record DescribedObjects(List<String> clusters, List<KubernetesObject> objects) {
  private static final String SOURCE = "source.toolkit.fluxcd.io/";
  private static final String POLICY = "ValidatingAdmissionPolicy";
  private static final List<String> KINDS =
      List.of(
          "ClusterRole",
          "ClusterRoleBinding",
          "ConfigMap",
          "CustomResourceDefinition",
          "FluxInstance",
          "ImageUpdateAutomation",
          "Namespace",
          "Role",
          "RoleBinding",
          POLICY,
          "ValidatingAdmissionPolicyBinding");

  public DescribedObjects {
    clusters = List.copyOf(clusters);
    objects = List.copyOf(objects);
  }

  /** Finds them in what clusters get, those together that the same clusters have. */
  static List<DescribedObjects> of(List<RenderedCluster> rendered) {
    Map<KubernetesObject, Set<String>> clusters = new LinkedHashMap<>();
    for (RenderedCluster cluster : rendered) {
      of(cluster)
          .forEach(
              object ->
                  clusters
                      .computeIfAbsent(object, unknown -> new LinkedHashSet<>())
                      .add(cluster.name()));
    }
    Map<List<String>, List<KubernetesObject>> objects = new LinkedHashMap<>();
    clusters.forEach(
        (object, names) ->
            objects.computeIfAbsent(List.copyOf(names), unknown -> new ArrayList<>()).add(object));
    return objects.entrySet().stream()
        .map(entry -> new DescribedObjects(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Stream<KubernetesObject> of(RenderedCluster cluster) {
    List<KubernetesObject> all = cluster.files().stream().flatMap(DescribedObjects::all).toList();
    List<Object> parameters =
        all.stream()
            .filter(object -> object.kind().equals(POLICY))
            .flatMap(policy -> Stream.ofNullable(map(policy.body().get("spec")).get("paramKind")))
            .distinct()
            .toList();
    return all.stream()
        .filter(
            object ->
                KINDS.contains(object.kind())
                    || object.apiVersion().startsWith(SOURCE)
                    || parameters.contains(
                        Ordered.map("apiVersion", object.apiVersion(), "kind", object.kind())));
  }

  private static Stream<KubernetesObject> all(FleetFile file) {
    return Stream.concat(
        file.content().objects().stream(),
        file.content().sets().stream().flatMap(set -> set.resources().stream()));
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Collections.emptyMap();
  }
}
