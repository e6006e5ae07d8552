package dev.flotilla.fleet.flux.internal;

import dev.flotilla.fleet.flux.FluxInstance;
import dev.flotilla.fleet.flux.OperatorChart;
import dev.flotilla.fleet.flux.OperatorUpgradeProps;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.kubernetes.Yaml;
import dev.flotilla.fleet.object.ResourceSet;
import dev.flotilla.fleet.object.WatchLabel;
import dev.flotilla.fleet.source.OciUrl;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Renders how Flux upgrades its operator. */
public final class OperatorUpgradeObjects {
  private static final String VALUES = "flux-operator-values";

  private OperatorUpgradeObjects() {}

  /** Returns the ConfigMap with the chart's values. */
  public static KubernetesObject values(OperatorUpgradeProps props) {
    String values = Yaml.write(props.chart().values(props.cluster(), props.metadata()));
    return KubernetesObject.of(
            "v1",
            "ConfigMap",
            FluxInstance.NAMESPACE,
            VALUES,
            Ordered.map("data", Ordered.map("values.yaml", values)))
        .with(WatchLabel.labels(), Ordered.NONE);
  }

  /** Returns the ResourceSet with the chart and its release. */
  public static ResourceSet upgrade(OperatorUpgradeProps props) {
    return new ResourceSet(
        OperatorChart.NAME,
        Optional.empty(),
        List.of(ResourceSet.Dependency.onDefinition("helmreleases.helm.toolkit.fluxcd.io")),
        List.of(chart(props), release()));
  }

  private static KubernetesObject chart(OperatorUpgradeProps props) {
    OciUrl url = props.chart().repository().child(OperatorChart.NAME);
    Map<String, Object> spec =
        Ordered.map(
            "interval", "10m",
            "url", url.value(),
            "ref", Ordered.map("tag", props.chart().version().toString()));
    props.verification().toSpec().ifPresent(verify -> spec.put("verify", verify));
    if (props.isInsecure()) {
      spec.put("insecure", true);
    }
    return object("source.toolkit.fluxcd.io/v1", "OCIRepository", spec);
  }

  private static KubernetesObject release() {
    Map<String, Object> retry = Ordered.map("name", "RetryOnFailure", "retryInterval", "3m");
    return object(
        "helm.toolkit.fluxcd.io/v2",
        "HelmRelease",
        Ordered.map(
            "interval", "30m",
            "releaseName", OperatorChart.NAME,
            "serviceAccountName", "flux-operator",
            "chartRef", Ordered.map("kind", "OCIRepository", "name", OperatorChart.NAME),
            "install", Ordered.map("strategy", retry),
            // The operator's objects were applied by another hand before.
            "upgrade", Ordered.map("force", true, "strategy", retry),
            "valuesFrom",
                List.of(
                    Ordered.map("kind", "ConfigMap", "name", VALUES, "valuesKey", "values.yaml"))));
  }

  private static KubernetesObject object(String apiVersion, String kind, Map<String, Object> spec) {
    return KubernetesObject.of(
        apiVersion, kind, FluxInstance.NAMESPACE, OperatorChart.NAME, Ordered.map("spec", spec));
  }
}
