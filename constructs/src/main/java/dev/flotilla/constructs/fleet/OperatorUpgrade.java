package dev.flotilla.constructs.fleet;

import dev.flotilla.constructs.flux.FluxInstance;
import dev.flotilla.constructs.flux.OciUrl;
import dev.flotilla.constructs.flux.OperatorChart;
import dev.flotilla.constructs.kubernetes.KubernetesObject;
import dev.flotilla.constructs.kubernetes.Ordered;
import dev.flotilla.constructs.kubernetes.Yaml;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.constructs.Construct;

/**
 * Flux upgrades its operator: once Flux has synced, there is the HelmRelease {@code flux-operator}
 * of the very chart that the bootstrap has installed, and it has adopted the operator.
 *
 * <p>Flux owns it, and from then on the operator: a new version is rolled out by the fleet
 * artifact.
 */
public final class OperatorUpgrade extends Construct {
  private static final String FOLDER = "flux-system/";
  private static final String VALUES = "flux-operator-values";

  /** Puts the objects into the fleet artifact of {@code scope}'s cluster. */
  public OperatorUpgrade(Construct scope, String id, OperatorUpgradeProps props) {
    super(scope, id);
    FleetObjects objects = FluxScope.of(scope).objects();
    Supplier<String> path = () -> getNode().getPath();
    objects.sync(FOLDER + "flux-operator-values.yaml", path, values(props));
    objects.sync(FOLDER + "flux-operator.yaml", path, upgrade(props));
  }

  static KubernetesObject values(OperatorUpgradeProps props) {
    String values = Yaml.write(props.chart().values(props.cluster(), props.metadata()));
    return KubernetesObject.of(
            "v1",
            "ConfigMap",
            FluxInstance.NAMESPACE,
            VALUES,
            Ordered.map("data", Ordered.map("values.yaml", values)))
        .with(Watched.labels(), Ordered.NONE);
  }

  static ResourceSet upgrade(OperatorUpgradeProps props) {
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
            "ref", Ordered.map("tag", props.chart().version()));
    props.verification().toSpec().ifPresent(verify -> spec.put("verify", verify));
    if (props.insecure()) {
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
