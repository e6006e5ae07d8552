package dev.flotilla.fleet.flux;

import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.fleet.kubernetes.Ordered;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How Flux runs on a cluster.
 *
 * @param controllers the controllers that run
 * @param cluster what Flux knows of the cluster: its flavor, size, lockdown and network
 * @param hasEmbeddedManifests whether the operator takes Flux's manifests from its own image,
 *     whatever the fleet's release says, as it does with {@link #automation}; for a whole fleet see
 *     {@link FluxRelease#withEmbeddedManifests}
 * @param reportingInterval how often the FluxReport is refreshed; empty means as often as the
 *     release's chart says
 * @param storage a volume for artifacts; empty means none
 * @param sharding more replicas; empty means none
 * @param tenantShard a shard for all tenants; empty means that they share the platform's
 *     controllers
 * @param egress how the controllers and the operator reach what is outside the cluster
 * @param buildEgress what kustomize-controller reaches while it builds an artifact
 * @param metadata on everything that the bootstrap and the operator create
 * @param patches changes to what the operator generates
 */
@RecordBuilder
public record FluxSettings(
    Set<FluxController> controllers,
    InstanceCluster cluster,
    boolean hasEmbeddedManifests,
    Optional<Duration> reportingInterval,
    Optional<Storage> storage,
    Optional<Sharding> sharding,
    Optional<String> tenantShard,
    Egress egress,
    BuildEgress buildEgress,
    ObjectMetadata metadata,
    List<Patch> patches) {

  public FluxSettings {
    sharding = withShard(sharding, tenantShard);
    controllers = Collections.unmodifiableSet(new TreeSet<>(controllers));
    patches = List.copyOf(patches);
  }

  private static Optional<Sharding> withShard(Optional<Sharding> sharding, Optional<String> name) {
    if (name.isEmpty() || sharding.filter(set -> set.shards().contains(name.get())).isPresent()) {
      return sharding;
    }
    List<String> shards = new ArrayList<>(sharding.map(Sharding::shards).orElse(List.of()));
    shards.add(name.get());
    return Optional.of(new Sharding(shards, sharding.map(Sharding::isPersistent).orElse(false)));
  }

  /**
   * Returns a builder of Flux with the source, kustomize, helm and notification controllers: locked
   * down, of medium size.
   */
  public static Builder builder() {
    return builder(
        EnumSet.of(
            FluxController.SOURCE_CONTROLLER,
            FluxController.KUSTOMIZE_CONTROLLER,
            FluxController.HELM_CONTROLLER,
            FluxController.NOTIFICATION_CONTROLLER));
  }

  /**
   * Returns a builder of Flux for components and tenants: locked down, of medium size, reporting
   * every 45 seconds.
   */
  public static Builder workload() {
    return builder(
            EnumSet.of(
                FluxController.SOURCE_CONTROLLER,
                FluxController.SOURCE_WATCHER,
                FluxController.KUSTOMIZE_CONTROLLER,
                FluxController.HELM_CONTROLLER,
                FluxController.NOTIFICATION_CONTROLLER))
        .reportingInterval(Duration.ofSeconds(45));
  }

  /**
   * Returns a builder of Flux that updates image tags: locked down, of medium size, from the
   * operator's own manifests.
   */
  public static Builder automation() {
    Builder builder =
        builder(
            EnumSet.of(
                FluxController.SOURCE_CONTROLLER,
                FluxController.KUSTOMIZE_CONTROLLER,
                FluxController.HELM_CONTROLLER,
                FluxController.IMAGE_REFLECTOR_CONTROLLER,
                FluxController.IMAGE_AUTOMATION_CONTROLLER));
    builder.fields.hasEmbeddedManifests(true);
    return builder;
  }

  private static Builder builder(Set<FluxController> controllers) {
    return new Builder(
        FluxSettingsFields.builder()
            .controllers(controllers)
            .cluster(InstanceCluster.multitenant(InstanceCluster.Size.MEDIUM))
            .egress(Egress.DIRECT)
            .buildEgress(BuildEgress.closed())
            .metadata(ObjectMetadata.NONE)
            .patches(List.of()));
  }

  /** Returns a builder with the values of these settings. */
  public Builder toBuilder() {
    return new Builder(FluxSettingsFields.from(this));
  }

  /** Builds {@link FluxSettings}. */
  public static final class Builder {
    private final FluxSettingsFields fields;

    private Builder(FluxSettingsFields fields) {
      this.fields = fields;
    }

    /**
     * Sets the controllers that run; defaults to those of the role, with {@link
     * FluxSettings#builder} source-, kustomize-, helm- and notification-controller.
     */
    public Builder controllers(Set<FluxController> value) {
      fields.controllers(value);
      return this;
    }

    /**
     * Sets flavor, size, lockdown and network of the cluster; defaults to Kubernetes of medium
     * size, locked down for tenants, with network policies.
     */
    public Builder cluster(InstanceCluster value) {
      fields.cluster(value);
      return this;
    }

    /**
     * Sets how often the FluxReport is refreshed; defaults to 45 seconds with {@link
     * FluxSettings#workload}, otherwise to what the operator's chart says.
     */
    public Builder reportingInterval(Duration value) {
      fields.reportingInterval(Optional.of(value));
      return this;
    }

    /** Sets a volume for artifacts; defaults to none. */
    public Builder storage(Storage value) {
      fields.storage(Optional.of(value));
      return this;
    }

    /** Sets shards; defaults to none. */
    public Builder sharding(Sharding value) {
      fields.sharding(Optional.of(value));
      return this;
    }

    /**
     * Sets controllers of their own for tenants: source-, kustomize- and helm-controller run once
     * more, for the objects with the label {@code sharding.fluxcd.io/key: <name>}. All Flux objects
     * of tenants have it, or are refused, so that what a tenant publishes never stops what the
     * platform team delivers. Defaults to none.
     */
    public Builder tenantShard(String name) {
      fields.tenantShard(Optional.of(name));
      return this;
    }

    /** Sets a proxy and a private certificate authority; defaults to neither. */
    public Builder egress(Egress value) {
      fields.egress(value);
      return this;
    }

    /** Sets what builds reach; defaults to Flux itself and the API server. */
    public Builder buildEgress(BuildEgress value) {
      fields.buildEgress(value);
      return this;
    }

    /** Sets labels and annotations of everything that is created; defaults to none. */
    public Builder metadata(ObjectMetadata value) {
      fields.metadata(value);
      return this;
    }

    /** Adds a change to what the operator generates. */
    public Builder addPatch(Patch patch) {
      fields.patches(Ordered.append(fields.patches(), patch));
      return this;
    }

    /** Returns the settings. */
    public FluxSettings build() {
      return fields.build();
    }
  }
}
