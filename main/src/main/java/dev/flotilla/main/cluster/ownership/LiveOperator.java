package dev.flotilla.main.cluster.ownership;

import dev.flotilla.fleet.flux.FluxInstance;
import dev.flotilla.fleet.flux.OperatorChart;
import dev.flotilla.fleet.version.Version;
import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.ObjectId;
import dev.flotilla.main.cluster.ResourceKinds;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Flux Operator of a cluster, and what the fleet has published of it.
 *
 * @param deployment its Deployment
 * @param source the OCIRepository that Flux gets its chart from, if the fleet upgrades it
 * @param values the values of that chart, as YAML, if the fleet has published them
 */
record LiveOperator(
    GenericKubernetesResource deployment,
    Optional<GenericKubernetesResource> source,
    Optional<String> values) {
  /** The ConfigMap that the fleet publishes the values in. */
  static final String VALUES = "flux-operator-values";

  /** Returns the Deployment of the operator on a cluster, if it has one. */
  static Optional<GenericKubernetesResource> deployment(LiveCluster cluster) {
    return cluster.find(ResourceKinds.DEPLOYMENT, "flux-operator");
  }

  /** Returns the CustomResourceDefinition of the FluxInstance. */
  static Optional<GenericKubernetesResource> definition(LiveCluster cluster) {
    return Optional.ofNullable(
        cluster.ask(
            client ->
                client
                    .genericKubernetesResources(ResourceKinds.DEFINITION)
                    .withName("fluxinstances.fluxcd.controlplane.io")
                    .get()));
  }

  /** Returns the operator of a Deployment, with what the fleet has published of it. */
  static LiveOperator of(LiveCluster cluster, GenericKubernetesResource deployment) {
    String namespace = FluxInstance.NAMESPACE;
    return new LiveOperator(
        deployment,
        cluster.find(
            new ObjectId(ObjectId.SOURCES, "v1", "OCIRepository", namespace, OperatorChart.NAME)),
        cluster
            .find(new ObjectId("", "v1", "ConfigMap", namespace, VALUES))
            .map(object -> object.get("data", "values.yaml")));
  }

  /** Returns the address of its chart, if Flux gets it from one. */
  Optional<String> chart() {
    return source.flatMap(found -> text(found, "spec", "url"));
  }

  /**
   * Returns which version there is. The one requested from Flux counts; where it may choose, a
   * newer one than {@code wanted} is no difference, unless somebody has just changed that.
   *
   * @param applied the version of the last deploy
   */
  String version(String wanted, String applied) {
    Optional<String> tag = source.flatMap(found -> text(found, "spec", "ref", "tag"));
    if (tag.isPresent()) {
      return tag.get();
    }
    String running =
        text(deployment, "metadata", "labels", "app.kubernetes.io/version")
            .orElse("")
            .replaceFirst("^v", "");
    return applied.equals(wanted) && isNewer(running, wanted) ? wanted : running;
  }

  private static boolean isNewer(String one, String other) {
    Optional<Version> wanted = Version.parse(other);
    return Version.parse(one)
        .filter(version -> wanted.isEmpty() || version.compareTo(wanted.get()) > 0)
        .isPresent();
  }

  private static Optional<String> text(GenericKubernetesResource object, String... path) {
    @Nullable Object value =
        path[0].equals("metadata")
            ? object.getMetadata().getLabels().get(path[2])
            : object.get((Object[]) path);
    return Optional.ofNullable(value).map(Object::toString);
  }
}
