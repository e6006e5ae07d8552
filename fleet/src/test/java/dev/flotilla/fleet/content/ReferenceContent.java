package dev.flotilla.fleet.content;

import static dev.flotilla.fleet.environment.Environment.PRODUCTION;
import static dev.flotilla.fleet.environment.Environment.STAGING;

import dev.flotilla.fleet.content.helm.Chart;
import dev.flotilla.fleet.content.helm.CrdPolicy;
import dev.flotilla.fleet.content.helm.DriftDetection;
import dev.flotilla.fleet.content.helm.HelmRelease;
import dev.flotilla.fleet.content.helm.Install;
import dev.flotilla.fleet.content.helm.OciChart;
import dev.flotilla.fleet.content.helm.Upgrade;
import dev.flotilla.fleet.content.helm.Values;
import dev.flotilla.fleet.content.helm.ValuesSource;
import dev.flotilla.fleet.flux.FluxController;
import dev.flotilla.fleet.flux.Patch;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.source.OciTag;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.version.Version;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What the d2 reference architecture has in its artifacts, as content. */
final class ReferenceContent {
  private static final Variable DOMAIN = new Variable("CLUSTER_DOMAIN");
  private static final Duration CRD_TIMEOUT = Duration.ofMinutes(9);

  private static final String MONITORING = "app.kubernetes.io/component";

  private ReferenceContent() {}

  static List<Content> all() {
    return List.of(certManager(), monitoring(), backend(), frontend());
  }

  static Content certManager() {
    OciChart chart =
        Chart.oci(new OciUrl("oci://quay.io/jetstack/charts/cert-manager"))
            .tag(new OciTag("v1.20.2"));
    return Content.builder("cert-manager", STAGING, PRODUCTION)
        .controllers(
            HelmRelease.builder("cert-manager", chart)
                .values(Values.yaml("crds: {enabled: true, keep: false}"))
                .build())
        .configsIn(STAGING, issuer("https://acme-staging-v02.api.letsencrypt.org/directory"))
        .configsIn(PRODUCTION, issuer("https://acme-v02.api.letsencrypt.org/directory"))
        .build();
  }

  private static Manifest issuer(String server) {
    return Manifest.yaml(
        """
        apiVersion: cert-manager.io/v1
        kind: ClusterIssuer
        metadata: {name: letsencrypt}
        spec:
          acme:
            email: fluxcdbot@users.noreply.github.com
            server: %s
            privateKeySecretRef: {name: letsencrypt-nginx}
            solvers: [{http01: {ingress: {class: nginx}}}]
        """
            .formatted(server));
  }

  static Content monitoring() {
    FluxMonitoring flux =
        FluxMonitoring.of(
            List.of(
                FluxController.SOURCE_CONTROLLER,
                FluxController.KUSTOMIZE_CONTROLLER,
                FluxController.HELM_CONTROLLER,
                FluxController.NOTIFICATION_CONTROLLER,
                FluxController.IMAGE_REFLECTOR_CONTROLLER,
                FluxController.IMAGE_AUTOMATION_CONTROLLER));
    return Content.builder("monitoring", STAGING, PRODUCTION)
        .controllers(prometheus(), metricsServer())
        .configs(
            ConfigMapFiles.resources(
                    "flux-grafana-dashboards", ReferenceContent.class, "flux.json", "cluster.json")
                .withLabel("grafana_dashboard", "1")
                .withLabel("app.kubernetes.io/part-of", "flux")
                .withLabel(MONITORING, "monitoring"),
            flux.controllerMonitor(),
            flux.operatorMonitor(Duration.ofSeconds(60), Duration.ofSeconds(30)),
            flux.tenantRole("kube-prometheus-stack-admin-role"))
        .build();
  }

  private static HelmRelease prometheus() {
    OciUrl url = new OciUrl("oci://ghcr.io/prometheus-community/charts/kube-prometheus-stack");
    return HelmRelease.builder("kube-prometheus-stack", Chart.oci(url).at(Version.of("86.2.0")))
        .serviceAccount("flux")
        .crds(CrdPolicy.CREATE_REPLACE)
        .install(Install.defaults().withTimeout(CRD_TIMEOUT))
        .upgrade(Upgrade.defaults().withTimeout(CRD_TIMEOUT))
        .driftDetection(
            DriftDetection.enabled()
                .ignoring(
                    Patch.Target.all(new Patch.Kind("PrometheusRule")),
                    "/metadata/annotations/prometheus-operator-validated"))
        .addValuesFrom(
            ValuesSource.secret("grafana")
                .withKey("password")
                .at("grafana", "adminPassword")
                .optional())
        .values(
            Values.yaml(
                """
                alertmanager: {enabled: false}
                prometheus:
                  prometheusSpec:
                    retention: 12h
                    resources: {requests: {cpu: 200m, memory: 200Mi}}
                    serviceMonitorNamespaceSelector: {}
                    serviceMonitorSelector: {matchLabels: {app.kubernetes.io/component: monitoring}}
                    podMonitorNamespaceSelector: {}
                    podMonitorSelector: {matchLabels: {app.kubernetes.io/component: monitoring}}
                grafana: {defaultDashboardsEnabled: false}
                """))
        .valuesIn(STAGING, retention("24h"))
        .valuesIn(PRODUCTION, retention("48h"))
        .build();
  }

  private static Values retention(String time) {
    return Values.of("prometheus", Values.of("prometheusSpec", Values.of("retention", time)));
  }

  private static HelmRelease metricsServer() {
    OciUrl url = new OciUrl("oci://ghcr.io/controlplaneio-fluxcd/charts/metrics-server");
    return HelmRelease.builder("metrics-server", Chart.oci(url).at(Version.of("3.13.0")))
        .serviceAccount("flux")
        .values(Values.of("args", List.of("--kubelet-insecure-tls")))
        .build();
  }

  static Content backend() {
    return Content.builder("backend", STAGING, PRODUCTION)
        .objects(
            bitnami("memcached", "8.6.3")
                .values(Values.yaml(MIRRORED + "image: {repository: bitnamilegacy/memcached}"))
                .addValuesIn(STAGING, limits("250m"))
                .addValuesIn(PRODUCTION, limits("500m"))
                .build(),
            bitnami("redis", "27.0.12")
                .values(
                    Values.yaml(
                        MIRRORED
                            + """
                            image: {repository: bitnamilegacy/redis}
                            master: {persistence: {enabled: false}}
                            replica: {replicaCount: 1, persistence: {enabled: false}}
                            """))
                .addValuesIn(STAGING, Values.of("master", limits("250m")))
                .addValuesIn(PRODUCTION, Values.of("master", limits("500m")))
                .build())
        .build();
  }

  private static final String MIRRORED =
      """
      clusterDomain: cluster.local
      global: {security: {allowInsecureImages: true}}
      """;

  private static HelmRelease.Builder bitnami(String name, String version) {
    OciUrl url = new OciUrl("oci://registry-1.docker.io/bitnamicharts/" + name);
    return HelmRelease.builder(name, Chart.oci(url).range(version))
        .timeout(Duration.ofMinutes(10))
        .driftDetection(DriftDetection.disabled())
        .install(Install.retryOnFailure())
        .upgrade(Upgrade.retryOnFailure());
  }

  private static Values limits(String cpu) {
    return Values.of("resources", Values.of("limits", Values.of("cpu", cpu, "memory", "128Mi")));
  }

  static Content frontend() {
    OciUrl url = new OciUrl("oci://ghcr.io/stefanprodan/charts/podinfo");
    Map<String, Object> host =
        Ordered.map(
            "host", Text.of("podinfo.").and(DOMAIN),
            "paths", List.of(Ordered.map("path", "/", "pathType", "ImplementationSpecific")));
    return Content.builder("frontend", STAGING, PRODUCTION)
        .objects(
            HelmRelease.builder("podinfo", Chart.oci(url).range("6.14.0"))
                .timeout(Duration.ofMinutes(10))
                .driftDetection(DriftDetection.enabled())
                .install(Install.retryOnFailure())
                .upgrade(Upgrade.retryOnFailure())
                .values(
                    Values.of(
                        "replicaCount",
                        1,
                        "serviceMonitor",
                        Values.of(
                            "enabled",
                            true,
                            "interval",
                            "60s",
                            "additionalLabels",
                            Values.of(MONITORING, "monitoring")),
                        "ingress",
                        Values.of("enabled", true, "className", "nginx", "hosts", List.of(host))))
                .valuesIn(PRODUCTION, Values.of("replicaCount", 2))
                .build())
        .build();
  }
}
