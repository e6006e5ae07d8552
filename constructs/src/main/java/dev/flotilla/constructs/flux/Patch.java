package dev.flotilla.constructs.flux;

import dev.flotilla.constructs.kubernetes.Ordered;
import dev.flotilla.constructs.kubernetes.Yaml;
import java.util.List;
import java.util.Map;

/**
 * A JSON6902 operation on one object that the operator generates.
 *
 * @param operation the operation, as an ordered map of {@code op}, {@code path}, {@code value}
 * @see <a href="https://fluxoperator.dev/docs/crd/fluxinstance/#kustomize-patches">FluxInstance
 *     patches</a>
 */
public record Patch(Target target, Map<String, Object> operation) {
  /** The generated object, by kind and name. */
  public record Target(String kind, String name) {}

  /** Returns the operation that sets {@code path} to {@code value}, whether it exists or not. */
  static Patch add(Target target, String path, Object value) {
    return new Patch(target, Ordered.map("op", "add", "path", path, "value", value));
  }

  Map<String, Object> toSpec() {
    return Ordered.map(
        "target", Ordered.map("kind", target.kind(), "name", target.name()),
        "patch", Yaml.write(List.of(operation)));
  }
}
