package dev.flotilla.constructs.flux;

import dev.flotilla.constructs.kubernetes.KubernetesObject;
import dev.flotilla.constructs.kubernetes.Ordered;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The Flux of one cluster, as the operator reconciles it.
 *
 * <p>The object is always {@code flux} in {@code flux-system}: the CRD accepts no other name.
 *
 * @param components the controllers that run, in Flux's own order
 * @see <a href="https://fluxoperator.dev/docs/crd/fluxinstance/">FluxInstance</a>
 */
public record FluxInstance(
    Distribution distribution,
    Set<Component> components,
    InstanceCluster cluster,
    SyncSource sync) {
  static final String NAME = "flux";

  public FluxInstance {
    if (components.isEmpty()) {
      throw new IllegalArgumentException(
          "a FluxInstance must run at least one component, got none; add Component.SOURCE_CONTROLLER");
    }
    components = Collections.unmodifiableSet(EnumSet.copyOf(components));
  }

  /** Returns the object {@code flux}. */
  public KubernetesObject toObject() {
    return KubernetesObject.of(
        "fluxcd.controlplane.io/v1",
        "FluxInstance",
        FluxBootstrap.NAMESPACE,
        NAME,
        Ordered.map("spec", spec()));
  }

  private Map<String, Object> spec() {
    Map<String, Object> spec =
        Ordered.map(
            "distribution", distributionSpec(),
            "components", components.stream().map(Component::id).toList(),
            "cluster", cluster.toSpec(),
            "sync", sync.toSpec());
    List<Map<String, Object>> patches = new ArrayList<>();
    sync.patches().forEach(patch -> patches.add(patch.toSpec()));
    if (!patches.isEmpty()) {
      spec.put("kustomize", Ordered.map("patches", patches));
    }
    return spec;
  }

  private Map<String, Object> distributionSpec() {
    Map<String, Object> spec =
        Ordered.map("version", distribution.version(), "registry", distribution.registry());
    distribution.artifact().ifPresent(artifact -> spec.put("artifact", artifact));
    return spec;
  }

  static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
