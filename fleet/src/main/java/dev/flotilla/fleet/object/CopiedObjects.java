package dev.flotilla.fleet.object;

import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.flux.FluxInstance;
import dev.flotilla.fleet.flux.RuntimeInfoProps;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Objects of a ResourceSet that the operator copies from {@code flux-system}. */
public final class CopiedObjects {
  private CopiedObjects() {}

  /** Returns a copy of the variables; Flux reacts at once when they change. */
  public static KubernetesObject variables(String namespace) {
    return KubernetesObject.of("v1", "ConfigMap", namespace, RuntimeInfoProps.NAME, Ordered.map())
        .with(WatchLabel.labels(), from(RuntimeInfoProps.NAME));
  }

  /** Returns what the {@code postBuild} of a Kustomization beside that copy substitutes from. */
  public static List<Map<String, Object>> substituteFrom() {
    return List.of(Ordered.map("kind", "ConfigMap", "name", RuntimeInfoProps.NAME));
  }

  /** Returns a copy of a Secret; a new value arrives when its ResourceSet is reconciled next. */
  public static KubernetesObject secret(Credential credential, String namespace) {
    return KubernetesObject.of(
            "v1",
            "Secret",
            namespace,
            credential.secretName(),
            Ordered.map("type", credential.secretType()))
        .with(Ordered.NONE, from(credential.secretName()));
  }

  private static SortedMap<String, String> from(String name) {
    SortedMap<String, String> annotations = new TreeMap<>();
    annotations.put("fluxcd.controlplane.io/copyFrom", FluxInstance.NAMESPACE + "/" + name);
    return annotations;
  }
}
