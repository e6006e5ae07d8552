package dev.flotilla.fleet.flux;

import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.kubernetes.Yaml;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A change to what is generated: by the operator a controller, a source, a Kustomization; by a Helm
 * chart whatever it renders.
 *
 * @param target the objects that are changed
 * @param body a list of JSON6902 operations, or a part of an object to merge
 * @see <a href="https://fluxoperator.dev/docs/crd/fluxinstance/#kustomize-patches">FluxInstance
 *     patches</a>
 */
public record Patch(Target target, Object body) {
  private static final String ARGUMENTS = "/spec/template/spec/containers/0/args/-";

  /**
   * The generated objects that a patch changes.
   *
   * @param name a regular expression for names; empty means any
   * @param labelSelector for example {@code app.kubernetes.io/part-of=flux}; empty means any
   */
  public record Target(Kind kind, Optional<String> name, Optional<String> labelSelector) {
    /** Returns the objects of this kind whose name is what a regular expression says. */
    public static Target of(Kind kind, String name) {
      return new Target(kind, Optional.of(name), Optional.empty());
    }

    /** Returns the Deployments of controllers. */
    public static Target of(Controllers controllers) {
      return of(Kind.DEPLOYMENT, controllers.toPattern());
    }

    /** Returns every generated object of a kind. */
    public static Target all(Kind kind) {
      return new Target(kind, Optional.empty(), Optional.empty());
    }

    /** Returns the target as the Flux API has it. */
    public Map<String, Object> toSpec() {
      Map<String, Object> spec = Ordered.map("kind", kind.value());
      name.ifPresent(value -> spec.put("name", value));
      labelSelector.ifPresent(value -> spec.put("labelSelector", value));
      return spec;
    }
  }

  /**
   * The kind of the objects that a patch changes: one of the constants here, which the operator
   * generates, or whatever a chart renders, for example {@code new Patch.Kind("PrometheusRule")}.
   *
   * <p>Rejected: what no kind can be called, for example {@code deployment}.
   */
  public record Kind(String value) {
    /** Comes before the constants, which are checked by it. */
    private static final Pattern RULE = Pattern.compile("[A-Z][a-zA-Z0-9]{0,62}");

    public static final Kind BUCKET = new Kind("Bucket");
    public static final Kind CLUSTER_ROLE = new Kind("ClusterRole");
    public static final Kind CLUSTER_ROLE_BINDING = new Kind("ClusterRoleBinding");
    public static final Kind CUSTOM_RESOURCE_DEFINITION = new Kind("CustomResourceDefinition");
    public static final Kind DEPLOYMENT = new Kind("Deployment");
    public static final Kind GIT_REPOSITORY = new Kind("GitRepository");
    public static final Kind KUSTOMIZATION = new Kind("Kustomization");
    public static final Kind NAMESPACE = new Kind("Namespace");
    public static final Kind NETWORK_POLICY = new Kind("NetworkPolicy");
    public static final Kind OCI_REPOSITORY = new Kind("OCIRepository");
    public static final Kind PERSISTENT_VOLUME_CLAIM = new Kind("PersistentVolumeClaim");
    public static final Kind RESOURCE_QUOTA = new Kind("ResourceQuota");
    public static final Kind ROLE = new Kind("Role");
    public static final Kind ROLE_BINDING = new Kind("RoleBinding");
    public static final Kind SERVICE = new Kind("Service");
    public static final Kind SERVICE_ACCOUNT = new Kind("ServiceAccount");

    public Kind {
      if (!RULE.matcher(value).matches()) {
        throw new IllegalArgumentException(
            "the kind of a patch's target must be one such as 'Deployment', got '%s'; write it as in the object's 'kind'"
                .formatted(value));
      }
    }

    @Override
    public String toString() {
      return value;
    }
  }

  public Patch {
    body = Ordered.copyOf(body);
  }

  /** Returns a patch that sets {@code path}, whether it exists or not, by JSON6902. */
  public static Patch add(Target target, String path, Object value) {
    return new Patch(target, List.of(Ordered.map("op", "add", "path", path, "value", value)));
  }

  /** Returns a patch that changes {@code path}, which must exist, by JSON6902. */
  public static Patch replace(Target target, String path, Object value) {
    return new Patch(target, List.of(Ordered.map("op", "replace", "path", path, "value", value)));
  }

  /** Returns a patch that starts controllers with more arguments, by JSON6902. */
  public static Patch arguments(Controllers controllers, String... arguments) {
    return new Patch(
        Target.of(controllers),
        Stream.of(arguments)
            .map(argument -> Ordered.map("op", "add", "path", ARGUMENTS, "value", argument))
            .toList());
  }

  /** Returns a patch that removes {@code path}, which must exist, by JSON6902. */
  public static Patch remove(Target target, String path) {
    return new Patch(target, List.of(Ordered.map("op", "remove", "path", path)));
  }

  /**
   * Returns a strategic merge patch: {@code part} of an object, with apiVersion, kind, metadata.
   */
  public static Patch merge(Target target, Map<String, Object> part) {
    return new Patch(target, part);
  }

  /** Returns the patch as the Flux API has it. */
  public Map<String, Object> toSpec() {
    return Ordered.map("target", target.toSpec(), "patch", Yaml.write(body));
  }
}
