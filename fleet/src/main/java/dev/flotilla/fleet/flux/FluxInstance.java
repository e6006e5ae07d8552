package dev.flotilla.fleet.flux;

import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.source.GitSource;
import dev.flotilla.fleet.source.SyncSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The Flux of one cluster, as the operator reconciles it.
 *
 * <p>The object is always {@code flux} in {@code flux-system}: the CRD accepts no other name.
 *
 * @param components the controllers that run, in Flux's own order
 * @param egress how the controllers and the operator reach what is outside the cluster
 * @param buildEgress what kustomize-controller reaches while it builds an artifact
 * @param commonMetadata on every object that the operator generates
 * @param patches applied after those that the sync needs
 * @param waitForReady whether the instance is Ready only once the sync is reconciled too; else as
 *     soon as everything is applied
 * @see <a href="https://fluxoperator.dev/docs/crd/fluxinstance/">FluxInstance</a>
 */
public record FluxInstance(
    Distribution distribution,
    Set<Component> components,
    InstanceCluster cluster,
    SyncSource sync,
    Optional<Storage> storage,
    Optional<Sharding> sharding,
    Egress egress,
    BuildEgress buildEgress,
    ObjectMetadata commonMetadata,
    List<Patch> patches,
    boolean waitForReady) {
  /** The namespace of Flux, of which its sync has the name. */
  public static final String NAMESPACE = "flux-system";

  /** The one name that the CRD accepts. */
  public static final String NAME = "flux";

  public FluxInstance {
    if (components.isEmpty()) {
      throw new IllegalArgumentException(
          "a FluxInstance must run at least one component, got none; add"
              + " Component.SOURCE_CONTROLLER");
    }
    components = Collections.unmodifiableSet(EnumSet.copyOf(components));
    patches = List.copyOf(patches);
    buildEgress.requireNoProxy(egress);
    if (!cluster.networkPolicy() && !egress.addresses().isEmpty()) {
      throw new IllegalArgumentException(
          "what Flux is let out to needs its network policies, got '%s' and a cluster without; set InstanceCluster's networkPolicy to true"
              .formatted(String.join("', '", egress.addresses())));
    }
    for (Patch patch : patches) {
      PatchTargets.check(patch.target(), components, sharding);
    }
    requireVersion(
        distribution, 7, "source-watcher", components.contains(Component.SOURCE_WATCHER));
    requireVersion(
        distribution,
        9,
        "a Git repository on 'aws'",
        sync instanceof GitSource && sync.provider().equals(Optional.of("aws")));
    if (sharding.filter(Sharding::persistent).isPresent() && storage.isEmpty()) {
      throw new IllegalArgumentException(
          "persistent shards need storage, got none; set it with storage(new Storage(…))");
    }
  }

  private static void requireVersion(
      Distribution distribution, int minor, String what, boolean used) {
    if (used && distribution.isBefore(minor)) {
      throw new IllegalArgumentException(
          what + " needs Flux 2." + minor + " or newer, got '" + distribution.version() + "'");
    }
  }

  /** Returns a builder. */
  public static Builder builder(Distribution distribution, SyncSource sync) {
    return new Builder(distribution, sync);
  }

  /** Returns this instance with metadata on every generated object. */
  public FluxInstance withCommonMetadata(ObjectMetadata metadata) {
    return new FluxInstance(
        distribution,
        components,
        cluster,
        sync,
        storage,
        sharding,
        egress,
        buildEgress,
        metadata,
        patches,
        waitForReady);
  }

  /** Returns the object {@code flux}. */
  public KubernetesObject toObject() {
    return KubernetesObject.of(
        "fluxcd.controlplane.io/v1", "FluxInstance", NAMESPACE, NAME, Ordered.map("spec", spec()));
  }

  /** Returns the Secrets that this instance refers to. */
  Stream<Credential> credentials() {
    return Stream.concat(sync.options().credential().stream(), distribution.credentials());
  }

  private Map<String, Object> spec() {
    Map<String, Object> spec = Ordered.map("distribution", distribution.toSpec());
    spec.put("components", components.stream().map(Component::id).toList());
    spec.put("cluster", cluster.toSpec());
    if (!commonMetadata.isEmpty()) {
      spec.put(
          "commonMetadata",
          Ordered.map(
              "labels", commonMetadata.labels(), "annotations", commonMetadata.annotations()));
    }
    storage.ifPresent(value -> spec.put("storage", value.toSpec()));
    sharding.ifPresent(value -> spec.put("sharding", value.toSpec()));
    spec.put("sync", sync.toSpec());
    List<Patch> all = new ArrayList<>(syncPatches());
    all.addAll(patches);
    egress.patch(cluster.domain()).ifPresent(all::add);
    egress.policyPatch().ifPresent(all::add);
    buildPatch().ifPresent(all::add);
    if (!all.isEmpty()) {
      spec.put("kustomize", Ordered.map("patches", all.stream().map(Patch::toSpec).toList()));
    }
    if (!waitForReady) {
      spec.put("wait", false);
    }
    return spec;
  }

  /** {@code spec.sync} has no field for these. The generated source is named as the namespace. */
  private List<Patch> syncPatches() {
    Patch.Target source = Patch.Target.of(sync.kind(), NAMESPACE);
    return sync.fields().entrySet().stream()
        .map(field -> Patch.add(source, "/spec/" + field.getKey(), field.getValue()))
        .toList();
  }

  private Optional<Patch> buildPatch() {
    boolean isLockedDown = cluster.multitenancy().isPresent();
    return isLockedDown && components.contains(Component.KUSTOMIZE_CONTROLLER)
        ? buildEgress.patch(cluster.domain(), sharding.map(Sharding::shards).orElse(List.of()))
        : Optional.empty();
  }

  /** Builds a {@link FluxInstance}. */
  public static final class Builder {
    private final Distribution distribution;
    private final SyncSource sync;
    private Set<Component> components =
        EnumSet.of(
            Component.SOURCE_CONTROLLER,
            Component.KUSTOMIZE_CONTROLLER,
            Component.HELM_CONTROLLER,
            Component.NOTIFICATION_CONTROLLER);
    private InstanceCluster cluster = InstanceCluster.multitenant(InstanceCluster.Size.MEDIUM);
    private Optional<Storage> storage = Optional.empty();
    private Optional<Sharding> sharding = Optional.empty();
    private Egress egress = Egress.DIRECT;
    private BuildEgress buildEgress = BuildEgress.closed();
    private ObjectMetadata commonMetadata = ObjectMetadata.NONE;
    private final List<Patch> patches = new ArrayList<>();
    private boolean waitForReady = true;

    private Builder(Distribution distribution, SyncSource sync) {
      this.distribution = distribution;
      this.sync = sync;
    }

    /** Sets the controllers; defaults to source, kustomize, helm and notification. */
    public Builder components(Set<Component> value) {
      components = value;
      return this;
    }

    /** Sets the cluster; defaults to one of medium size, locked down for tenants. */
    public Builder cluster(InstanceCluster value) {
      cluster = value;
      return this;
    }

    /** Sets a volume for artifacts; defaults to none. */
    public Builder storage(Storage value) {
      storage = Optional.of(value);
      return this;
    }

    /** Sets shards; defaults to none. */
    public Builder sharding(Sharding value) {
      sharding = Optional.of(value);
      return this;
    }

    /** Sets a proxy and a private certificate authority; defaults to neither. */
    public Builder egress(Egress value) {
      egress = value;
      return this;
    }

    /** Sets what builds reach; defaults to Flux itself and the API server. */
    public Builder buildEgress(BuildEgress value) {
      buildEgress = value;
      return this;
    }

    /** Sets metadata of every generated object; defaults to none. */
    public Builder commonMetadata(ObjectMetadata value) {
      commonMetadata = value;
      return this;
    }

    /** Adds a patch. */
    public Builder addPatch(Patch patch) {
      patches.add(patch);
      return this;
    }

    /** Sets whether Ready includes the sync; defaults to yes, as the operator does. */
    public Builder waitForReady(boolean value) {
      waitForReady = value;
      return this;
    }

    /** Returns the instance. */
    public FluxInstance build() {
      return new FluxInstance(
          distribution,
          components,
          cluster,
          sync,
          storage,
          sharding,
          egress,
          buildEgress,
          commonMetadata,
          patches,
          waitForReady);
    }
  }
}
