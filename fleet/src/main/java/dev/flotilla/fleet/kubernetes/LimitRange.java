package dev.flotilla.fleet.kubernetes;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * The defaults of a namespace's containers that specify no resources themselves.
 *
 * <p>Rejected: amounts that are not Kubernetes quantities, and a request above its limit.
 *
 * @param cpuRequest the CPU that is reserved for it, for example {@code 50m}
 * @param memoryRequest the memory that is reserved for it, for example {@code 64Mi}
 * @param memoryLimit the memory above which it is killed; its CPU is not limited
 * @see <a href="https://kubernetes.io/docs/concepts/policy/limit-range/">Limit ranges</a>
 */
public record LimitRange(String cpuRequest, String memoryRequest, String memoryLimit) {
  public LimitRange {
    Quantity.amount("the CPU request of containers", cpuRequest);
    BigDecimal request = Quantity.amount("the memory request of containers", memoryRequest);
    BigDecimal limit = Quantity.amount("the memory limit of containers", memoryLimit);
    if (request.compareTo(limit) > 0) {
      throw new IllegalArgumentException(
          "the memory request of containers must not exceed their limit, got '%s' above '%s'; raise the limit"
              .formatted(memoryRequest, memoryLimit));
    }
  }

  /**
   * Refuses requests and limits that {@code quota} has no room for: no container would start.
   *
   * @param whose names the namespace's owner in the message
   */
  public void requireRoom(String whose, ResourceQuota quota) {
    quota.requireRoom("the CPU request of containers" + whose, cpuRequest, "cpu", "requests.cpu");
    quota.requireRoom(
        "the memory request of containers" + whose, memoryRequest, "memory", "requests.memory");
    quota.requireRoom("the memory limit of containers" + whose, memoryLimit, "limits.memory");
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
