package dev.flotilla.fleet.kubernetes;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * The defaults of a namespace's containers that specify no resources themselves.
 *
 * <pre>{@code
 * LimitRange.requests("50m", "64Mi").withMemoryLimit("256Mi")
 * }</pre>
 *
 * <p>Rejected: amounts that are not Kubernetes quantities, and a request above its limit.
 *
 * @param requests what is reserved for a container
 * @param memoryLimit the memory above which it is killed; its CPU is not limited
 * @see <a href="https://kubernetes.io/docs/concepts/policy/limit-range/">Limit ranges</a>
 */
public record LimitRange(Requests requests, String memoryLimit) {
  /** What is reserved for a container. */
  public record Requests(String cpu, String memory) {
    public Requests {
      Quantity.amount("the CPU request of containers", cpu);
      Quantity.amount("the memory request of containers", memory);
    }

    /** Returns the defaults with these requests, and the memory above which one is killed. */
    public LimitRange withMemoryLimit(String memoryLimit) {
      return new LimitRange(this, memoryLimit);
    }
  }

  public LimitRange {
    BigDecimal request = Quantity.amount("the memory request of containers", requests.memory);
    BigDecimal limit = Quantity.amount("the memory limit of containers", memoryLimit);
    if (request.compareTo(limit) > 0) {
      throw new IllegalArgumentException(
          "the memory request of containers must not exceed their limit, got '%s' above '%s'; raise the limit"
              .formatted(requests.memory, memoryLimit));
    }
  }

  /**
   * Returns the requests of containers, to which a limit belongs.
   *
   * @param cpu for example {@code 50m}
   * @param memory for example {@code 64Mi}
   */
  public static Requests requests(String cpu, String memory) {
    return new Requests(cpu, memory);
  }

  /**
   * Refuses requests and limits that {@code quota} has no room for: no container would start.
   *
   * @param whose names the namespace's owner in the message
   */
  public void requireRoom(String whose, ResourceQuota quota) {
    quota.requireRoom(
        "the CPU request of containers" + whose,
        requests.cpu,
        new QuotaResource("cpu"),
        QuotaResource.REQUESTS_CPU);
    quota.requireRoom(
        "the memory request of containers" + whose,
        requests.memory,
        new QuotaResource("memory"),
        QuotaResource.REQUESTS_MEMORY);
    quota.requireRoom(
        "the memory limit of containers" + whose, memoryLimit, QuotaResource.LIMITS_MEMORY);
  }

  /** Returns the object. */
  public KubernetesObject toObject(String namespace, String name) {
    Map<String, Object> container =
        Ordered.map(
            "type", "Container",
            "defaultRequest", Ordered.map("cpu", requests.cpu, "memory", requests.memory),
            "default", Ordered.map("memory", memoryLimit));
    return KubernetesObject.of(
        "v1",
        "LimitRange",
        namespace,
        name,
        Ordered.map("spec", Ordered.map("limits", List.of(container))));
  }
}
