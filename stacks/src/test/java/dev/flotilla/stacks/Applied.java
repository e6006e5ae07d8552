package dev.flotilla.stacks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.fleet.Fleet;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What a cluster's stack applies, parsed. */
public final class Applied {
  private Applied() {}

  /** Returns the FluxInstance. */
  public static Map<String, Object> instance(Fleet fleet, String cluster) {
    String values =
        Synth.json(fleet, cluster)
            .at("/resource/helm_release/flux/values/0")
            .textValue()
            .replace("$${", "${")
            .replace("%%{", "%{");
    return map(map(yaml(values)).get("object"));
  }

  /** Returns the FluxInstance's spec. */
  public static Map<String, Object> spec(Fleet fleet, String cluster) {
    return map(instance(fleet, cluster).get("spec"));
  }

  /** Returns the patches of a FluxInstance's spec: targets and parsed bodies. */
  public static List<Map.Entry<Map<String, Object>, Object>> patches(Map<String, Object> spec) {
    return ((List<?>) map(spec.get("kustomize")).get("patches"))
        .stream()
            .map(Applied::map)
            .map(patch -> Map.entry(map(patch.get("target")), yaml((String) patch.get("patch"))))
            .toList();
  }

  /** Returns the block of the operator's chart. */
  public static JsonNode operator(Fleet fleet, String cluster) {
    return Synth.json(fleet, cluster).at("/data/helm_template/flux_operator");
  }

  /** Returns the values of the operator's chart. */
  public static Map<String, Object> operatorValues(Fleet fleet, String cluster) {
    return map(yaml(operator(fleet, cluster).at("/values/0").textValue()));
  }

  private static Object yaml(String text) {
    return new Load(LoadSettings.builder().build()).loadFromString(text);
  }

  @SuppressWarnings("unchecked") // YAML's maps have text keys here.
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
