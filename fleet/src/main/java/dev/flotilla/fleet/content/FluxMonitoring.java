package dev.flotilla.fleet.content;

import dev.flotilla.fleet.flux.FluxController;
import dev.flotilla.fleet.flux.FluxInstance;
import dev.flotilla.fleet.flux.FluxSettings;
import dev.flotilla.fleet.kubernetes.Durations;
import dev.flotilla.fleet.kubernetes.Ordered;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Monitors of Flux itself, and a role by which tenants may create monitors, for clusters with the
 * Prometheus Operator: {@code Content.builder("monitoring", …).configs(monitoring.items())}. A
 * Prometheus can select the monitors by their label {@code app.kubernetes.io/component:
 * monitoring}.
 *
 * @param controllers the controllers to scrape
 * @see <a href="https://prometheus-operator.dev/docs/api-reference/api/">Prometheus Operator</a>
 */
public record FluxMonitoring(Set<FluxController> controllers) {
  private static final String GROUP = "monitoring.coreos.com";
  private static final String API_VERSION = GROUP + "/v1";

  private static final List<String> MONITORS = List.of("podmonitors", "servicemonitors");

  private static final List<String> ALL_VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

  public FluxMonitoring {
    controllers = Collections.unmodifiableSet(new TreeSet<>(controllers));
    if (controllers.isEmpty()) {
      throw new IllegalArgumentException(
          "monitoring of Flux must have at least one controller, got none");
    }
  }

  /** Returns monitoring of the controllers that a cluster with these settings runs. */
  public static FluxMonitoring of(FluxSettings settings) {
    return new FluxMonitoring(settings.controllers());
  }

  /** Returns monitoring of some controllers. */
  public static FluxMonitoring of(Collection<FluxController> controllers) {
    return new FluxMonitoring(new TreeSet<>(controllers));
  }

  /**
   * Returns the monitors of controllers and operator, which is scraped every minute, and the
   * ClusterRole {@code monitoring-admin}.
   */
  public ContentItem[] items() {
    return new ContentItem[] {
      controllerMonitor(),
      operatorMonitor(Duration.ofMinutes(1), Duration.ofSeconds(30)),
      tenantRole("monitoring-admin")
    };
  }

  /** Returns the PodMonitor {@code flux-system}, which scrapes the controllers. */
  public Manifest controllerMonitor() {
    Map<String, Object> expression =
        Ordered.map(
            "key", "app",
            "operator", "In",
            "values", controllers.stream().map(FluxController::id).toList());
    return monitor(
        "PodMonitor",
        FluxInstance.NAMESPACE,
        Ordered.map("matchExpressions", List.of(expression)),
        "podMetricsEndpoints",
        Ordered.map("port", "http-prom"));
  }

  /**
   * Returns the ServiceMonitor {@code flux-operator}; the operator's metrics report the state of
   * all Flux objects.
   *
   * @param interval how often it is scraped
   * @param timeout how long a scrape may take
   */
  public Manifest operatorMonitor(Duration interval, Duration timeout) {
    Durations.check("the interval of a monitor", interval);
    Durations.check("the timeout of a monitor", timeout);
    return monitor(
        "ServiceMonitor",
        "flux-operator",
        Ordered.map("matchLabels", Ordered.map("app.kubernetes.io/name", "flux-operator")),
        "endpoints",
        Ordered.map(
            "targetPort",
            8080,
            "path",
            "/metrics",
            "interval",
            seconds(interval),
            "scrapeTimeout",
            seconds(timeout)));
  }

  /** Formats a duration in seconds, which Prometheus reads too. */
  private static String seconds(Duration duration) {
    return duration.toSeconds() + "s";
  }

  private static Manifest monitor(
      String kind,
      String name,
      Map<String, Object> selector,
      String endpoints,
      Map<String, Object> endpoint) {
    Map<String, Object> spec =
        Ordered.map(
            "namespaceSelector",
            Ordered.map("matchNames", List.of(FluxInstance.NAMESPACE)),
            "selector",
            selector,
            endpoints,
            List.of(endpoint));
    return Manifest.of(API_VERSION, kind, name, Ordered.map("spec", spec))
        .withLabel("app.kubernetes.io/component", "monitoring")
        .withLabel("app.kubernetes.io/part-of", "flux");
  }

  /**
   * Returns a ClusterRole that is aggregated to {@code admin}, so that a tenant's account may
   * manage PodMonitors and ServiceMonitors in the tenant's namespaces.
   */
  public Manifest tenantRole(String name) {
    Map<String, Object> own =
        Ordered.map("apiGroups", List.of(GROUP), "resources", MONITORS, "verbs", ALL_VERBS);
    Map<String, Object> status =
        Ordered.map(
            "apiGroups", List.of(GROUP),
            "resources", MONITORS.stream().map(monitor -> monitor + "/status").toList(),
            "verbs", List.of("get"));
    return Manifest.of(
            "rbac.authorization.k8s.io/v1",
            "ClusterRole",
            name,
            Ordered.map("rules", List.of(own, status)))
        .withLabel("rbac.authorization.k8s.io/aggregate-to-admin", "true");
  }
}
