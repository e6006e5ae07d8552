package dev.flotilla.fleet.tenant;

import dev.flotilla.fleet.artifact.ContentSource;
import dev.flotilla.fleet.artifact.Retention;
import dev.flotilla.fleet.artifact.internal.ReservedNames;
import dev.flotilla.fleet.component.Dependency;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.kubernetes.ClusterRoleName;
import dev.flotilla.fleet.kubernetes.LimitRange;
import dev.flotilla.fleet.kubernetes.NamespaceName;
import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.kubernetes.PodSecurity;
import dev.flotilla.fleet.kubernetes.ResourceQuota;
import dev.flotilla.fleet.object.DependencyReadiness;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code Tenant} takes; its {@link Builder} says what each value defaults to.
 *
 * <p>Rejected: names and namespaces that are not RFC 1123 labels, the names of what Flux itself
 * needs, the cluster's own namespaces, annotations of namespaces that begin with {@code
 * policy.flotilla.dev/}, the role {@code cluster-admin} and slips such as {@code amdin}, and limits
 * that its quota has no room for.
 *
 * @param source what the tenant runs, an artifact or a folder of a Git repository; the tenant has
 *     its name
 * @param namespaces the namespaces that are created for it, its source in the first
 * @param namespaceMetadata of those namespaces
 * @param role the ClusterRole that it has in them, and in them only
 * @param podSecurity what its pods may do
 * @param quota how much each namespace may take; empty means that nothing limits it
 * @param limits the defaults of containers that specify no resources; empty means none
 * @param network whom its pods may talk to
 * @param sharedNames what it may claim of what all tenants share
 * @param fluxAccess what it may do with Flux in addition to deploying
 * @param retention what stays when it leaves the fleet
 * @param dependsOn the components that it waits for
 */
@RecordBuilder
public record TenantProps(
    ContentSource source,
    List<NamespaceName> namespaces,
    ObjectMetadata namespaceMetadata,
    ClusterRoleName role,
    PodSecurity podSecurity,
    Optional<ResourceQuota> quota,
    Optional<LimitRange> limits,
    NetworkAccess network,
    SharedNames sharedNames,
    FluxAccess fluxAccess,
    Retention retention,
    List<Dependency> dependsOn) {

  public TenantProps {
    ReservedNames.check("the name of a tenant", source.name());
    namespaces = List.copyOf(namespaces);
    String whose = whose(source);
    namespaces.forEach(name -> ReservedNames.checkNamespace("a namespace" + whose, name));
    if (namespaces.isEmpty()) {
      throw new IllegalArgumentException(
          "tenant '%s' must have at least one namespace, got none; name one, or drop namespaces() for one of the tenant's name"
              .formatted(source.name()));
    }
    if (namespaces.stream().distinct().count() < namespaces.size()) {
      throw new IllegalArgumentException(
          "the namespaces%s must differ, got '%s'; list each once"
              .formatted(
                  whose,
                  namespaces.stream()
                      .map(NamespaceName::value)
                      .collect(Collectors.joining("', '"))));
    }
    namespaceMetadata.annotations().keySet().stream()
        .filter(key -> key.startsWith(TenantMark.PREFIX))
        .findFirst()
        .ifPresent(
            key -> {
              throw new IllegalArgumentException(
                  "the namespace metadata"
                      + whose
                      + " must not have annotations of the fleet's policies, got '"
                      + key
                      + "'; use TenantProps.Builder.fluxAccess");
            });
    if (role.equals(ClusterRoleName.CLUSTER_ADMIN)) {
      throw new IllegalArgumentException(
          "the role"
              + whose
              + " must not be 'cluster-admin', which may lift its own quota; use 'admin', or a"
              + " component");
    }
    quota.ifPresent(value -> limits.ifPresent(range -> range.requireRoom(whose, value)));
    dependsOn = List.copyOf(dependsOn);
  }

  /**
   * Returns a builder of a tenant in a namespace of its name.
   *
   * @param source what it runs: {@code artifact("web")} of {@link
   *     dev.flotilla.fleet.Organization#artifacts}, or {@code content("web")} of {@link
   *     dev.flotilla.fleet.Organization#gitContent}
   */
  public static Builder builder(ContentSource source) {
    return new Builder(
        TenantPropsFields.builder()
            .source(source)
            .namespaces(List.of(namespace(source, source.name())))
            .namespaceMetadata(ObjectMetadata.NONE)
            .role(ClusterRoleName.ADMIN)
            .podSecurity(PodSecurity.BASELINE)
            .network(NetworkAccess.deny())
            .sharedNames(SharedNames.DEFAULT)
            .fluxAccess(FluxAccess.standard())
            .retention(Retention.KEEP)
            .dependsOn(List.of()));
  }

  /** Returns a builder with the values of these props. */
  public Builder toBuilder() {
    return new Builder(TenantPropsFields.from(this));
  }

  private static NamespaceName namespace(ContentSource source, String name) {
    return NamespaceName.of("a namespace" + whose(source), name);
  }

  private static String whose(ContentSource source) {
    return " of tenant '" + source.name() + "'";
  }

  /** Returns the tenant's name, which is that of what it runs. */
  public String name() {
    return source.name();
  }

  /** Builds {@link TenantProps}. */
  public static final class Builder {
    private final TenantPropsFields fields;

    private Builder(TenantPropsFields fields) {
      this.fields = fields;
    }

    /**
     * Sets its namespaces; defaults to one of its name. With several, each object that it runs must
     * name its namespace.
     */
    public Builder namespaces(String... names) {
      ContentSource source = fields.source();
      fields.namespaces(Stream.of(names).map(name -> namespace(source, name)).toList());
      return this;
    }

    /** Sets labels and annotations of its namespaces; defaults to none. */
    public Builder namespaceMetadata(ObjectMetadata value) {
      fields.namespaceMetadata(value);
      return this;
    }

    /** Sets the ClusterRole that it has in its namespaces; defaults to {@code admin}. */
    public Builder role(String clusterRole) {
      fields.role(ClusterRoleName.of("the role" + whose(fields.source()), clusterRole));
      return this;
    }

    /** Sets what its pods may do; defaults to nothing by which they could get at their node. */
    public Builder podSecurity(PodSecurity value) {
      fields.podSecurity(value);
      return this;
    }

    /** Sets how much each of its namespaces may take; defaults to no limit. */
    public Builder quota(ResourceQuota value) {
      fields.quota(Optional.of(value));
      return this;
    }

    /** Sets the defaults of containers that specify no resources; defaults to none. */
    public Builder limits(LimitRange value) {
      fields.limits(Optional.of(value));
      return this;
    }

    /** Sets whom its pods may talk to; defaults to each other and DNS. */
    public Builder network(NetworkAccess value) {
      fields.network(value);
      return this;
    }

    /** Sets what it may claim of what all tenants share; defaults to hosts of the domain. */
    public Builder sharedNames(SharedNames value) {
      fields.sharedNames(value);
      return this;
    }

    /**
     * Sets what it may do with Flux in addition to deploying; defaults to {@link
     * FluxAccess#standard}, with neither notifications to a host nor ResourceSets.
     */
    public Builder fluxAccess(FluxAccess value) {
      fields.fluxAccess(value);
      return this;
    }

    /** Sets what stays when it leaves the fleet; defaults to all that runs. */
    public Builder retention(Retention value) {
      fields.retention(value);
      return this;
    }

    /** Adds a component that must have been Ready once before the tenant is applied. */
    public Builder dependsOn(PlatformComponent component) {
      fields.dependsOn(Ordered.append(fields.dependsOn(), Dependency.on(component)));
      return this;
    }

    /** Adds a component that must be there before the tenant is applied. */
    public Builder dependsOn(PlatformComponent component, DependencyReadiness readiness) {
      fields.dependsOn(Ordered.append(fields.dependsOn(), new Dependency(component, readiness)));
      return this;
    }

    /** Returns the props. */
    public TenantProps build() {
      return fields.build();
    }
  }
}
