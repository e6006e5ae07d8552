package dev.flotilla.fleet.kubernetes;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a quota can limit.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/policy/resource-quotas/">Resource quotas</a>
 */
final class QuotaResource {
  /** The resources that are counted one by one. */
  private static final List<String> COUNTED =
      List.of(
          "pods",
          "services",
          "replicationcontrollers",
          "resourcequotas",
          "secrets",
          "configmaps",
          "persistentvolumeclaims",
          "services.nodeports",
          "services.loadbalancers");

  private static final List<String> MEASURED =
      List.of(
          "cpu",
          "memory",
          "ephemeral-storage",
          "requests.cpu",
          "requests.memory",
          "requests.storage",
          "requests.ephemeral-storage",
          "limits.cpu",
          "limits.memory",
          "limits.ephemeral-storage");

  private QuotaResource() {}

  /** Refuses a resource that has no quota, and an amount that it cannot have. */
  static void check(String resource, String amount) {
    String what = "the quota of '" + resource + "'";
    if (!resource.contains("/") && !isStandard(resource)) {
      throw new IllegalArgumentException(
          "the resource of a quota must be one that Kubernetes limits, got '%s'; %s"
              .formatted(
                  resource,
                  Suggestion.hint(
                      resource,
                      Stream.of(MEASURED, COUNTED).flatMap(List::stream).toList(),
                      "there are: ")));
    }
    if (resource.contains("/")) {
      ObjectMetadata.requireKey("a quota", resource);
    }
    if (COUNTED.contains(resource) || resource.startsWith("count/")) {
      Quantity.whole(what, amount);
    } else {
      Quantity.amount(what, amount);
    }
  }

  private static boolean isStandard(String resource) {
    return COUNTED.contains(resource)
        || MEASURED.contains(resource)
        || resource.startsWith("hugepages-")
        || resource.startsWith("requests.hugepages-");
  }
}
