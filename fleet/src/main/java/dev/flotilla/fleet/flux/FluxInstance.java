package dev.flotilla.fleet.flux;

import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.source.GitSource;
import dev.flotilla.fleet.source.GitVerification;
import dev.flotilla.fleet.source.SyncSource;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Flux of one cluster, as the operator reconciles it.
 *
 * <p>The object is always {@code flux} in {@code flux-system}: the CRD accepts no other name.
 *
 * @param waitsForReady ({@code spec.wait}) whether the instance is Ready only once the sync is
 *     reconciled too, as the operator does by itself; else as soon as everything is applied
 * @see <a href="https://fluxoperator.dev/docs/crd/fluxinstance/">FluxInstance</a>
 */
@RecordBuilder
public record FluxInstance(
    Distribution distribution, SyncSource sync, FluxSettings settings, boolean waitsForReady) {
  /** The namespace of Flux, of which its sync has the name. */
  public static final String NAMESPACE = "flux-system";

  /** The one name that the CRD accepts. */
  public static final String NAME = "flux";

  public FluxInstance {
    distribution = settings.hasEmbeddedManifests() ? distribution.withoutArtifact() : distribution;
    if (settings.controllers().isEmpty()) {
      throw new IllegalArgumentException(
          "a FluxInstance must run at least one controller, got none; add"
              + " FluxController.SOURCE_CONTROLLER");
    }
    settings.buildEgress().requireNoProxy(settings.egress());
    requirePolicy(settings.cluster(), settings.egress());
    for (Patch patch : settings.patches()) {
      PatchTargets.check(patch.target(), settings.controllers(), settings.sharding());
    }
    requireVersion(
        distribution,
        7,
        "source-watcher",
        settings.controllers().contains(FluxController.SOURCE_WATCHER));
    requireVersion(
        distribution,
        9,
        "a Git repository on 'aws'",
        sync instanceof GitSource && sync.provider().equals(Optional.of("aws")));
    requireVersion(
        distribution,
        9,
        "an SSH key of Git commits",
        sync instanceof GitSource git
            && git.verification() instanceof GitVerification.Signed signed
            && signed.keys().hasSsh());
    if (settings.sharding().filter(Sharding::isPersistent).isPresent()
        && settings.storage().isEmpty()) {
      throw new IllegalArgumentException(
          "persistent shards need storage, got none; set it with storage(new Storage(…))");
    }
  }

  /** A Flux that is Ready only once the sync is reconciled too. */
  public FluxInstance(Distribution distribution, SyncSource sync, FluxSettings settings) {
    this(distribution, sync, settings, true);
  }

  private static void requirePolicy(InstanceCluster cluster, Egress egress) {
    if (!cluster.hasNetworkPolicy() && !egress.addresses().isEmpty()) {
      throw new IllegalArgumentException(
          "Egress.withAddresses needs network policies, got '%s' on a cluster without them; set hasNetworkPolicy of InstanceCluster to true"
              .formatted(String.join("', '", egress.addresses())));
    }
  }

  private static void requireVersion(
      Distribution distribution, int minor, String what, boolean used) {
    if (used && distribution.isBefore(minor)) {
      throw new IllegalArgumentException(
          what
              + " needs Flux 2."
              + minor
              + " or newer, got '"
              + distribution.version()
              + "'; raise the version of its Distribution");
    }
  }

  /** Returns this instance, Ready as soon as everything is applied, whatever the sync yields. */
  public FluxInstance withoutWaiting() {
    return FluxInstanceFields.from(this).waitsForReady(false).build();
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
    spec.put("components", settings.controllers().stream().map(FluxController::id).toList());
    spec.put("cluster", settings.cluster().toSpec());
    ObjectMetadata metadata = settings.metadata();
    if (!metadata.isEmpty()) {
      spec.put(
          "commonMetadata",
          Ordered.map("labels", metadata.labels(), "annotations", metadata.annotations()));
    }
    settings.storage().ifPresent(value -> spec.put("storage", value.toSpec()));
    settings.sharding().ifPresent(value -> spec.put("sharding", value.toSpec()));
    spec.put("sync", sync.toSpec());
    List<Patch> patches = patches();
    if (!patches.isEmpty()) {
      spec.put("kustomize", Ordered.map("patches", patches.stream().map(Patch::toSpec).toList()));
    }
    if (!waitsForReady) {
      spec.put("wait", false);
    }
    return spec;
  }

  private List<Patch> patches() {
    String domain = settings.cluster().domain();
    List<Patch> patches = new ArrayList<>(syncPatches());
    patches.addAll(settings.patches());
    settings.egress().patch(domain).ifPresent(patches::add);
    settings.egress().policyPatch().ifPresent(patches::add);
    buildPatch(domain).ifPresent(patches::add);
    return patches;
  }

  /** {@code spec.sync} has no field for these. The generated source is named as the namespace. */
  private List<Patch> syncPatches() {
    Patch.Target source = Patch.Target.of(new Patch.Kind(sync.kind()), NAMESPACE);
    return sync.fields().entrySet().stream()
        .map(field -> Patch.add(source, "/spec/" + field.getKey(), field.getValue()))
        .toList();
  }

  private Optional<Patch> buildPatch(String domain) {
    boolean isLockedDown = settings.cluster().multitenancy().isPresent();
    return isLockedDown && settings.controllers().contains(FluxController.KUSTOMIZE_CONTROLLER)
        ? settings
            .buildEgress()
            .patch(domain, settings.sharding().map(Sharding::shards).orElse(List.of()))
        : Optional.empty();
  }
}
