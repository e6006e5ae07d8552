package dev.flotilla.main.cluster.ownership;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.flux.LiveFlux;
import dev.flotilla.main.opentofu.state.BootstrapValues;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What Flux owns on a cluster, seen by the labels on what it has applied. From then on a deploy
 * leaves it alone, and only what is published changes it.
 */
public final class Ownership {
  /** What stands before each line of {@link #unpublished}. */
  public static final String MESSAGE = "owned by Flux, publish to change: ";

  /** Nothing at all. */
  public static final Ownership NONE = new Ownership(Optional.empty(), Optional.empty());

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHART = "chart";
  private static final String VERSION = "version";
  private static final String VALUES = "values.";

  private final Optional<GenericKubernetesResource> instance;
  private final Optional<LiveOperator> operator;

  Ownership(Optional<GenericKubernetesResource> instance, Optional<LiveOperator> operator) {
    this.instance = instance;
    this.operator = operator;
  }

  /** Looks at the cluster, whose FluxInstance is {@code flux}. */
  public static Ownership of(LiveCluster cluster, Optional<LiveFlux> flux) {
    return new Ownership(
        flux.map(LiveFlux::object).filter(Ownership::isOwned),
        // Its chart brings both; a HelmRelease may be set to leave the definitions out.
        LiveOperator.deployment(cluster)
            .filter(Ownership::isOwned)
            .filter(
                deployment ->
                    LiveOperator.definition(cluster).filter(Ownership::isOwned).isPresent())
            .map(deployment -> LiveOperator.of(cluster, deployment)));
  }

  static boolean isOwned(GenericKubernetesResource object) {
    Map<String, String> labels = object.getMetadata().getLabels();
    return labels != null
        && (labels.containsKey("kustomize.toolkit.fluxcd.io/name")
            || labels.containsKey("helm.toolkit.fluxcd.io/name"));
  }

  /** Returns the resources whose objects are all Flux's. */
  public List<String> resources() {
    List<String> resources = new ArrayList<>();
    instance.ifPresent(owned -> resources.add(BootstrapValues.INSTANCE));
    operator.ifPresent(owned -> resources.add(BootstrapValues.OPERATOR));
    return resources;
  }

  /**
   * Returns what the stack has and Flux has not been published, one line per difference.
   *
   * @param wanted what the stack gives to the releases
   * @param applied what it gave to them at the last deploy
   */
  public List<String> unpublished(BootstrapValues wanted, BootstrapValues applied) {
    List<String> lines = new ArrayList<>();
    instance.ifPresent(
        live ->
            instanceLines(live, wanted, applied)
                .forEach(line -> lines.add("FluxInstance/flux: spec." + line)));
    operator.ifPresent(
        live ->
            operatorLines(live, wanted, applied)
                .forEach(line -> lines.add("Flux Operator: " + line)));
    return lines;
  }

  /** The cluster's object also has fields that nobody has set: the API server's defaults. */
  private static List<String> instanceLines(
      GenericKubernetesResource live, BootstrapValues wanted, BootstrapValues applied) {
    SortedMap<String, JsonNode> to = Differences.values(instanceSpec(wanted));
    SortedMap<String, JsonNode> from =
        Differences.values(JSON.valueToTree(live.getAdditionalProperties().get("spec")));
    SortedMap<String, JsonNode> asked = Differences.values(instanceSpec(applied));
    asked.putAll(to);
    from.keySet().retainAll(asked.keySet());
    return Differences.lines(from, to);
  }

  /** Returns the spec that a stack gives to the FluxInstance. */
  static JsonNode instanceSpec(BootstrapValues values) {
    return yaml(values.instance()).path("object").path("spec");
  }

  /**
   * What the fleet has published is compared with, whatever the state knows of earlier deploys.
   * What nobody has published is compared with what the last deploy gave.
   */
  private static List<String> operatorLines(
      LiveOperator live, BootstrapValues wanted, BootstrapValues applied) {
    SortedMap<String, JsonNode> to = operator(wanted);
    SortedMap<String, JsonNode> from = operator(applied);
    if (from.isEmpty()) {
      from.putAll(to);
    }
    live.values()
        .ifPresent(
            values -> {
              from.keySet().removeIf(path -> path.startsWith(VALUES));
              putValues(yaml(values), from);
            });
    live.chart().ifPresent(chart -> from.put(CHART, TextNode.valueOf(chart)));
    from.put(
        VERSION, TextNode.valueOf(live.version(text(to.get(VERSION)), text(from.get(VERSION)))));
    return Differences.lines(from, to);
  }

  private static SortedMap<String, JsonNode> operator(BootstrapValues values) {
    SortedMap<String, JsonNode> all = Differences.values(yaml(values.operator()).path("shown"));
    putValues(yaml(values.operatorValues()), all);
    return all;
  }

  private static void putValues(JsonNode values, SortedMap<String, JsonNode> all) {
    Differences.values(values).forEach((path, value) -> all.put(VALUES + path, value));
  }

  private static String text(@Nullable JsonNode value) {
    return value == null ? "" : value.asText();
  }

  private static JsonNode yaml(String text) {
    return text.isBlank()
        ? MissingNode.getInstance()
        : Serialization.unmarshal(text, JsonNode.class);
  }
}
