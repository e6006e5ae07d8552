package dev.flotilla.fleet.kubernetes;

import java.util.Comparator;
import java.util.List;

/**
 * What a quota limits: one of the constants here, {@link #count objects of a kind}, or another that
 * Kubernetes knows, for example {@code new QuotaResource("requests.nvidia.com/gpu")}.
 *
 * <p>Rejected: resources that Kubernetes has no quota for.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/policy/resource-quotas/">Resource quotas</a>
 */
public record QuotaResource(String value) implements Comparable<QuotaResource> {
  /** The resources that are counted one by one; comes before the constants, as the next one. */
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

  /** The CPU that all pods together may request. */
  public static final QuotaResource REQUESTS_CPU = new QuotaResource("requests.cpu");

  /** The memory that all pods together may request. */
  public static final QuotaResource REQUESTS_MEMORY = new QuotaResource("requests.memory");

  /** The storage that all volume claims together may request. */
  public static final QuotaResource REQUESTS_STORAGE = new QuotaResource("requests.storage");

  /** The local storage that all pods together may request. */
  public static final QuotaResource REQUESTS_EPHEMERAL_STORAGE =
      new QuotaResource("requests.ephemeral-storage");

  /** The sum of all pods' CPU limits. */
  public static final QuotaResource LIMITS_CPU = new QuotaResource("limits.cpu");

  /** The sum of all pods' memory limits. */
  public static final QuotaResource LIMITS_MEMORY = new QuotaResource("limits.memory");

  /** The sum of all pods' limits of local storage. */
  public static final QuotaResource LIMITS_EPHEMERAL_STORAGE =
      new QuotaResource("limits.ephemeral-storage");

  /** Pods that have not ended. */
  public static final QuotaResource PODS = new QuotaResource("pods");

  /** Services. */
  public static final QuotaResource SERVICES = new QuotaResource("services");

  /** Services that have a load balancer. */
  public static final QuotaResource LOAD_BALANCERS = new QuotaResource("services.loadbalancers");

  /** Ports of nodes that Services have. */
  public static final QuotaResource NODE_PORTS = new QuotaResource("services.nodeports");

  /** Secrets. */
  public static final QuotaResource SECRETS = new QuotaResource("secrets");

  /** ConfigMaps. */
  public static final QuotaResource CONFIG_MAPS = new QuotaResource("configmaps");

  /** Claims of volumes. */
  public static final QuotaResource VOLUME_CLAIMS = new QuotaResource("persistentvolumeclaims");

  public QuotaResource {
    if (value.contains("/")) {
      ObjectMetadata.requireKey("a quota", value);
    } else if (!isStandard(value)) {
      throw new IllegalArgumentException(
          "the resource of a quota must be one that Kubernetes limits, got '%s'; %s"
              .formatted(
                  value, Suggestion.hint(value, Ordered.concat(MEASURED, COUNTED), "there are: ")));
    }
  }

  /**
   * Returns how many objects of a kind there may be.
   *
   * @param resource its plural and API group, for example {@code deployments.apps}
   */
  public static QuotaResource count(String resource) {
    return new QuotaResource("count/" + resource);
  }

  /** Refuses an amount that this resource cannot have. */
  void check(String amount) {
    String what = "the quota of '" + value + "'";
    if (COUNTED.contains(value) || value.startsWith("count/")) {
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

  @Override
  public int compareTo(QuotaResource other) {
    return Comparator.comparing(QuotaResource::value).compare(this, other);
  }

  @Override
  public String toString() {
    return value;
  }
}
