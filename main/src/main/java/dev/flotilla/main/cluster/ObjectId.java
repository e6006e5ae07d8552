package dev.flotilla.main.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Identifies an object.
 *
 * @param namespace empty for one of the whole cluster
 */
public record ObjectId(String group, String version, String kind, String namespace, String name) {
  /** The group of what Flux fetches from. */
  public static final String SOURCES = "source.toolkit.fluxcd.io";

  /** The groups with a dot that the API server has of its own. */
  private static final Set<String> KUBERNETES =
      Set.of(
          "admissionregistration.k8s.io",
          "apiextensions.k8s.io",
          "apiregistration.k8s.io",
          "authentication.k8s.io",
          "authorization.k8s.io",
          "certificates.k8s.io",
          "coordination.k8s.io",
          "discovery.k8s.io",
          "events.k8s.io",
          "flowcontrol.apiserver.k8s.io",
          "internal.apiserver.k8s.io",
          "networking.k8s.io",
          "node.k8s.io",
          "rbac.authorization.k8s.io",
          "resource.k8s.io",
          "scheduling.k8s.io",
          "storage.k8s.io",
          "storagemigration.k8s.io");

  private static final Pattern INVENTORY =
      Pattern.compile("(?<namespace>[^_]*)_(?<name>.+)_(?<group>[^_]*)_(?<kind>[^_]+)");

  /** Returns the id of an object. */
  public static ObjectId of(GenericKubernetesResource object) {
    String[] version = ("/" + object.getApiVersion()).split("/", -1);
    @Nullable String namespace = object.getMetadata().getNamespace();
    return new ObjectId(
        version[version.length - 2],
        version[version.length - 1],
        object.getKind(),
        namespace == null ? "" : namespace,
        object.getMetadata().getName());
  }

  /** Returns what an entry of an inventory of Flux names. */
  public static Optional<ObjectId> of(Map<String, ?> entry) {
    Matcher id = INVENTORY.matcher(String.valueOf(entry.get("id")));
    return id.matches()
        ? Optional.of(
            new ObjectId(
                id.group("group"),
                String.valueOf(entry.get("v")),
                id.group("kind"),
                id.group("namespace"),
                id.group("name")))
        : Optional.empty();
  }

  /** Returns whether it is of Flux or of the Flux Operator, and so reports its status. */
  public boolean isFlux() {
    return group.endsWith(".toolkit.fluxcd.io") || group.equals("fluxcd.controlplane.io");
  }

  /** Returns whether its kind comes by a CustomResourceDefinition other than Flux's. */
  public boolean isCustom() {
    return group.contains(".") && !isFlux() && !KUBERNETES.contains(group);
  }

  /** Returns whether Flux fetches from it. */
  public boolean isSource() {
    return group.equals(SOURCES);
  }

  @Override
  public String toString() {
    return kind + "/" + (namespace.isEmpty() ? "" : namespace + "/") + name;
  }
}
