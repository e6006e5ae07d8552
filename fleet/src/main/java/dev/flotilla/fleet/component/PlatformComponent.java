package dev.flotilla.fleet.component;

import dev.flotilla.fleet.artifact.ContentSource;
import dev.flotilla.fleet.artifact.Retention;
import dev.flotilla.fleet.artifact.internal.ReservedNames;
import dev.flotilla.fleet.kubernetes.ClusterRoleName;
import dev.flotilla.fleet.kubernetes.NamespaceName;
import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.kubernetes.PodSecurity;
import dev.flotilla.fleet.object.DependencyReadiness;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One platform component, for example cert-manager.
 *
 * <p>Rejected: names and namespaces that are not RFC 1123 labels, and the names of what Flux itself
 * needs.
 *
 * @param source what it consists of, an artifact or a folder of a Git repository; the component has
 *     its name
 * @param namespace the namespace that is created for it, and that all of it goes to unless it
 *     shares another; what Flux needs to deliver it is there in any case
 * @param shared the namespace of others that all of it goes to instead; empty means its own
 * @param namespaceMetadata of that namespace
 * @param podSecurity what its pods may do; empty means what the cluster lets all pods do
 * @param phases how many Kustomizations apply it
 * @param clusterRole what its Kustomizations may do on the cluster
 * @param retention what stays when it leaves the fleet
 * @param dependsOn the components that it waits for
 */
@RecordBuilder
public record PlatformComponent(
    ContentSource source,
    NamespaceName namespace,
    Optional<SharedNamespace> shared,
    ObjectMetadata namespaceMetadata,
    Optional<PodSecurity> podSecurity,
    Phases phases,
    ClusterRoleName clusterRole,
    Retention retention,
    List<Dependency> dependsOn) {

  public PlatformComponent {
    ReservedNames.check("the name of a component", source.name());
    ReservedNames.checkNamespace("the namespace" + whose(source), namespace);
    if (shared.isPresent() && podSecurity.isPresent()) {
      throw new IllegalArgumentException(
          "podSecurity must be set on the component that owns the namespace, got it on component '%s', which shares '%s'; remove it, or set it on the owner"
              .formatted(source.name(), shared.get().name()));
    }
    dependsOn = withOwner(dependsOn, shared);
  }

  private static List<Dependency> withOwner(
      List<Dependency> dependsOn, Optional<SharedNamespace> shared) {
    List<Dependency> all = new ArrayList<>(dependsOn);
    shared
        .flatMap(SharedNamespace::owner)
        .filter(owner -> all.stream().noneMatch(known -> known.component().equals(owner)))
        .ifPresent(owner -> all.add(Dependency.on(owner)));
    return List.copyOf(all);
  }

  /** Returns the namespace that all of it goes to. */
  public NamespaceName targetNamespace() {
    return shared.map(SharedNamespace::name).orElse(namespace);
  }

  /**
   * Returns a builder of a component in a namespace of its name.
   *
   * @param source what it consists of: {@code artifact("cert-manager")} of {@link
   *     dev.flotilla.fleet.Organization#artifacts}, or {@code content("cert-manager")} of {@link
   *     dev.flotilla.fleet.Organization#gitContent}
   */
  public static Builder builder(ContentSource source) {
    return new Builder(
        PlatformComponentFields.builder()
            .source(source)
            .namespace(namespace(source, source.name()))
            .namespaceMetadata(ObjectMetadata.NONE)
            .phases(Phases.CONTROLLERS_THEN_CONFIGS)
            .clusterRole(ClusterRoleName.CLUSTER_ADMIN)
            .retention(Retention.KEEP)
            .dependsOn(List.of()));
  }

  /** Returns a builder with the values of this component. */
  public Builder toBuilder() {
    return new Builder(PlatformComponentFields.from(this));
  }

  private static NamespaceName namespace(ContentSource source, String name) {
    return NamespaceName.of("the namespace" + whose(source), name);
  }

  private static String whose(ContentSource source) {
    return " of component '" + source.name() + "'";
  }

  /** Returns the component's name, which is that of what it consists of. */
  public String name() {
    return source.name();
  }

  /** Returns the name of the Kustomization that applies its last phase. */
  public String lastKustomization() {
    String repository = source.sourceName();
    return phases == Phases.ONE ? repository : repository + "-configs";
  }

  /** Builds a {@link PlatformComponent}. */
  public static final class Builder {
    private final PlatformComponentFields fields;

    private Builder(PlatformComponentFields fields) {
      this.fields = fields;
    }

    /** Sets its namespace; defaults to its name. */
    public Builder namespace(String name) {
      fields.namespace(PlatformComponent.namespace(fields.source(), name));
      return this;
    }

    /**
     * Puts all of it into a namespace that Kubernetes or another component owns; defaults to its
     * own. That namespace is neither created nor labelled nor pruned by this component. Its own
     * namespace is there as well, with its source and its Kustomizations alone; in the shared one
     * it has the account {@code flux-<repository>-<component>}, which its Helm releases act as.
     *
     * <p>Rejected: a component as owner that shares a namespace itself, and {@link #podSecurity}.
     */
    public Builder sharedNamespace(SharedNamespace value) {
      fields.shared(Optional.of(value));
      return this;
    }

    /** Sets labels and annotations of its namespace; defaults to none. */
    public Builder namespaceMetadata(ObjectMetadata value) {
      fields.namespaceMetadata(value);
      return this;
    }

    /** Sets what its pods may do; defaults to what the cluster lets all pods do. */
    public Builder podSecurity(PodSecurity value) {
      fields.podSecurity(Optional.of(value));
      return this;
    }

    /** Sets how many Kustomizations apply it; defaults to controllers, then configs. */
    public Builder phases(Phases value) {
      fields.phases(value);
      return this;
    }

    /** Sets what its Kustomizations may do on the cluster; defaults to {@code cluster-admin}. */
    public Builder clusterRole(String name) {
      fields.clusterRole(ClusterRoleName.of("the cluster role" + whose(fields.source()), name));
      return this;
    }

    /** Sets what stays when it leaves the fleet; defaults to all that runs. */
    public Builder retention(Retention value) {
      fields.retention(value);
      return this;
    }

    /** Adds a component that must have been Ready once before this one is applied. */
    public Builder dependsOn(PlatformComponent component) {
      fields.dependsOn(Ordered.append(fields.dependsOn(), Dependency.on(component)));
      return this;
    }

    /** Adds a component that must be there before this one is applied. */
    public Builder dependsOn(PlatformComponent component, DependencyReadiness readiness) {
      fields.dependsOn(Ordered.append(fields.dependsOn(), new Dependency(component, readiness)));
      return this;
    }

    /** Returns the component. */
    public PlatformComponent build() {
      return fields.build();
    }
  }
}
