package dev.flotilla.fleet.schema;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import java.util.List;
import java.util.Optional;

/**
 * Compares objects with the schemas of their kinds: the newest Flux that the Flux Operator
 * installs, and Kubernetes' own in their stable versions.
 *
 * <p>Kinds of others are not known, and their objects pass.
 */
public final class ObjectSchemas {
  private ObjectSchemas() {}

  /** Returns everything that an API server would refuse, or silently drop. */
  public static List<String> problems(KubernetesObject object) {
    Optional<Schema> schema = Schema.of(object.apiVersion(), object.kind());
    return schema.isPresent()
        ? ObjectCheck.problems(object, schema.get())
        : KnownKinds.problem(object).stream().toList();
  }
}
