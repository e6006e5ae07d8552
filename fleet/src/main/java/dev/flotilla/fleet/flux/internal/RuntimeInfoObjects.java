package dev.flotilla.fleet.flux.internal;

import dev.flotilla.fleet.flux.FluxInstance;
import dev.flotilla.fleet.flux.RuntimeInfoProps;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.object.WatchLabel;
import java.util.SortedMap;
import java.util.TreeMap;

/** Renders the variables that components and tenants get of a cluster. */
public final class RuntimeInfoObjects {
  private RuntimeInfoObjects() {}

  /** Returns the ConfigMap. */
  public static KubernetesObject render(RuntimeInfoProps props) {
    SortedMap<String, String> labels = WatchLabel.labels();
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
