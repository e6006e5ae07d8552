package dev.flotilla.main.review.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fields by which the items of a list are known.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy">merge
 *     strategy of lists</a>
 */
enum MergeKey {
  /** Containers, variables, volumes; references of Flux, which have a kind and a namespace too. */
  NAME("name", List.of("kind", "namespace", "name")),
  MOUNT_PATH("mountPath", List.of("mountPath")),
  DEVICE_PATH("devicePath", List.of("devicePath")),
  CONTAINER_PORT("containerPort", List.of("containerPort", "protocol")),
  PORT("port", List.of("port", "protocol"));

  private final String required;

  @SuppressWarnings("ImmutableEnumChecker") // nothing adds to it later
  private final List<String> fields;

  MergeKey(String required, List<String> fields) {
    this.required = required;
    this.fields = fields;
  }

  /** Returns the fields by which the items of both lists are known, if each has its own. */
  static Optional<MergeKey> of(JsonNode before, JsonNode after) {
    return Stream.of(values())
        .filter(key -> key.items(before).isPresent() && key.items(after).isPresent())
        .findFirst();
  }

  /** Returns the items by their keys, if each has one of its own. */
  Optional<Map<String, JsonNode>> items(JsonNode list) {
    Map<String, JsonNode> items = new LinkedHashMap<>();
    for (JsonNode item : list) {
      if (!item.path(required).isValueNode() || items.put(key(item), item) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(items);
  }

  private String key(JsonNode item) {
    return fields.stream()
        .map(item::path)
        .filter(JsonNode::isValueNode)
        .map(JsonNode::asText)
        .collect(Collectors.joining("/"));
  }
}
