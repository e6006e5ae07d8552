package dev.flotilla.constructs.kubernetes;

import java.util.List;
import java.util.Map;

/**
 * What a container of a namespace gets that asks for nothing itself.
 *
 * <p>Rejected: amounts that are no Kubernetes quantity.
 *
 * @param cpuRequest the CPU that is reserved for it, for example {@code 50m}
 * @param memoryRequest the memory that is reserved for it, for example {@code 64Mi}
 * @param memoryLimit the memory above which it is killed; its CPU is not limited
 * @see <a href="https://kubernetes.io/docs/concepts/policy/limit-range/">Limit ranges</a>
 */
public record LimitRange(String cpuRequest, String memoryRequest, String memoryLimit) {
  public LimitRange {
    Quantity.check("the CPU request of containers", cpuRequest);
    Quantity.check("the memory request of containers", memoryRequest);
    Quantity.check("the memory limit of containers", memoryLimit);
  }

  /** Returns the object. */
  public KubernetesObject toObject(String namespace, String name) {
    Map<String, Object> container =
        Ordered.map(
            "type", "Container",
            "defaultRequest", Ordered.map("cpu", cpuRequest, "memory", memoryRequest),
            "default", Ordered.map("memory", memoryLimit));
    return KubernetesObject.of(
        "v1",
        "LimitRange",
        namespace,
        name,
        Ordered.map("spec", Ordered.map("limits", List.of(container))));
  }
}
