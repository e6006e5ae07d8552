package dev.flotilla.fleet.kubernetes;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How much all pods and objects of a namespace may take together.
 *
 * <p>Rejected: amounts that are not Kubernetes quantities, and fractions of what is counted. Where
 * CPU or memory is counted, the API server refuses containers that ask for none: give a {@link
 * LimitRange} too.
 *
 * @param hard from a resource to its limit
 * @see <a href="https://kubernetes.io/docs/concepts/policy/resource-quotas/">Resource quotas</a>
 */
public record ResourceQuota(SortedMap<QuotaResource, String> hard) {
  public ResourceQuota {
    hard.forEach(QuotaResource::check);
    hard = Collections.unmodifiableSortedMap(new TreeMap<>(hard));
  }

  /** Returns a quota of what all containers together may request. */
  public static ResourceQuota requests(String cpu, String memory) {
    return of(QuotaResource.REQUESTS_CPU, cpu).and(QuotaResource.REQUESTS_MEMORY, memory);
  }

  /** Returns a quota of one resource. */
  public static ResourceQuota of(QuotaResource resource, String amount) {
    return new ResourceQuota(new TreeMap<>()).and(resource, amount);
  }

  /**
   * Returns this quota with the limit of one more resource.
   *
   * <p>Rejected: a resource that has one.
   */
  public ResourceQuota and(QuotaResource resource, String amount) {
    return new ResourceQuota(Ordered.putNew(hard, resource, amount, "the quota of a resource"));
  }

  /** Refuses an amount that is above the limit of one of {@code resources}. */
  void requireRoom(String what, String amount, QuotaResource... resources) {
    for (QuotaResource resource : resources) {
      @Nullable String limit = hard.get(resource);
      if (limit != null
          && Quantity.amount(what, amount).compareTo(Quantity.amount(resource.value(), limit))
              > 0) {
        throw new IllegalArgumentException(
            "%s must fit into the quota of '%s', got '%s' above '%s'; raise the quota"
                .formatted(what, resource, amount, limit));
      }
    }
  }

  /** Returns the object. */
  public KubernetesObject toObject(String namespace, String name) {
    Map<String, Object> amounts = Ordered.map();
    hard.forEach((resource, amount) -> amounts.put(resource.value(), amount));
    return KubernetesObject.of(
        "v1", "ResourceQuota", namespace, name, Ordered.map("spec", Ordered.map("hard", amounts)));
  }
}
