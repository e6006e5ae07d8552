package dev.flotilla.fleet.kubernetes;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How much all pods and objects of a namespace may take together.
 *
 * <p>Rejected: amounts that are not Kubernetes quantities, fractions of what is counted, and
 * resources that Kubernetes has no quota for. Where CPU or memory is counted, the API server
 * refuses containers that ask for none: give a {@link LimitRange} too.
 *
 * @param hard from a resource, for example {@code requests.cpu} or {@code pods}, to its limit
 * @see <a href="https://kubernetes.io/docs/concepts/policy/resource-quotas/">Resource quotas</a>
 */
public record ResourceQuota(SortedMap<String, String> hard) {
  public ResourceQuota {
    hard.forEach(QuotaResource::check);
    hard = Collections.unmodifiableSortedMap(new TreeMap<>(hard));
  }

  /** Returns a quota of what all containers together may request. */
  public static ResourceQuota requests(String cpu, String memory) {
    return new ResourceQuota(Ordered.NONE).and("requests.cpu", cpu).and("requests.memory", memory);
  }

  /**
   * Returns this quota with the limit of one more resource.
   *
   * <p>Rejected: a resource that has one.
   */
  public ResourceQuota and(String resource, String amount) {
    return new ResourceQuota(Ordered.putNew(hard, resource, amount, "the quota of a resource"));
  }

  /** Refuses an amount that is above the limit of one of {@code resources}. */
  void requireRoom(String what, String amount, String... resources) {
    for (String resource : resources) {
      @Nullable String limit = hard.get(resource);
      if (limit != null
          && Quantity.amount(what, amount).compareTo(Quantity.amount(resource, limit)) > 0) {
        throw new IllegalArgumentException(
            "%s must fit into the quota of '%s', got '%s' above '%s'; raise the quota"
                .formatted(what, resource, amount, limit));
      }
    }
  }

  /** Returns the object. */
  public KubernetesObject toObject(String namespace, String name) {
    return KubernetesObject.of(
        "v1", "ResourceQuota", namespace, name, Ordered.map("spec", Ordered.map("hard", hard)));
  }
}
