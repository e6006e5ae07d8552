package dev.flotilla.main.check;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.object.FleetFile;
import dev.flotilla.fleet.render.RenderedCluster;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an API server decides by whether it lets an object in, of all that the fleet renders:
 * namespaces with their labels, admission policies with what they read, and roles.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/">
 *     ValidatingAdmissionPolicy</a>
 */
final class AdmissionObjects {
  private static final String POLICY = "ValidatingAdmissionPolicy";
  private static final List<String> KINDS =
      List.of(
          "ClusterRole",
          "ClusterRoleBinding",
          "FluxInstance",
          "Namespace",
          "Role",
          "RoleBinding",
          POLICY,
          "ValidatingAdmissionPolicyBinding");

  private AdmissionObjects() {}

  /** Returns those of each cluster that consumes one of {@code folders}. */
  static SortedMap<String, List<Map<String, Object>>> of(
      List<RenderedCluster> rendered, List<CheckRequest.Folder> folders) {
    Set<String> consuming = new TreeSet<>();
    folders.forEach(folder -> folder.consumers().forEach(one -> consuming.add(one.cluster())));
    SortedMap<String, List<Map<String, Object>>> objects = new TreeMap<>();
    rendered.stream()
        .filter(cluster -> consuming.contains(cluster.name()))
        .forEach(cluster -> objects.put(cluster.name(), of(cluster)));
    return objects;
  }

  private static List<Map<String, Object>> of(RenderedCluster cluster) {
    List<KubernetesObject> all = cluster.files().stream().flatMap(AdmissionObjects::all).toList();
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
                    || parameters.contains(
                        Map.of("apiVersion", object.apiVersion(), "kind", object.kind())))
        .map(KubernetesObject::toMap)
        .toList();
  }

  private static Stream<KubernetesObject> all(FleetFile file) {
    return Stream.concat(
        file.content().objects().stream(),
        file.content().sets().stream().flatMap(set -> set.resources().stream()));
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }
}
