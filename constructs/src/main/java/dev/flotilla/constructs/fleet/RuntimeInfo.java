package dev.flotilla.constructs.fleet;

import dev.flotilla.constructs.flux.FluxInstance;
import dev.flotilla.constructs.kubernetes.KubernetesObject;
import dev.flotilla.constructs.kubernetes.Ordered;
import java.util.SortedMap;
import java.util.TreeMap;
import software.constructs.Construct;

/**
 * What components and tenants are told of their cluster: once Flux has synced, there is the
 * ConfigMap {@code flux-runtime-info} in {@code flux-system}, and a copy in each of their
 * namespaces, from which their Kustomizations substitute {@code ${CLUSTER_DOMAIN}} and the like.
 *
 * <p>Flux owns it. Keys that others add to it stay.
 */
public final class RuntimeInfo extends Construct {
  /** Puts the object into the fleet artifact of {@code scope}'s cluster. */
  public RuntimeInfo(Construct scope, String id, RuntimeInfoProps props) {
    super(scope, id);
    FluxScope.of(scope)
        .objects()
        .sync("flux-system/runtime-info.yaml", () -> getNode().getPath(), render(props));
  }

  static KubernetesObject render(RuntimeInfoProps props) {
    SortedMap<String, String> labels = Watched.labels();
    labels.put("toolkit.fluxcd.io/runtime", "true");
    SortedMap<String, String> annotations = new TreeMap<>();
    annotations.put("kustomize.toolkit.fluxcd.io/ssa", "Merge");
    return KubernetesObject.of(
            "v1",
            "ConfigMap",
            FluxInstance.NAMESPACE,
            RuntimeInfoProps.NAME,
            Ordered.map("data", props.variables()))
        .with(labels, annotations);
  }
}
