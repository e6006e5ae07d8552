package dev.flotilla.fleet.artifact.internal;

import dev.flotilla.fleet.kubernetes.NamespaceName;
import java.util.List;

/** The names of the ResourceSets and namespaces that Flux itself needs, or the cluster. */
public final class ReservedNames {
  private static final List<String> NAMES = List.of("policies", "flux-system", "flux-operator");

  private ReservedNames() {}

  /** Refuses the name of a component or tenant that Flux itself needs. */
  public static void check(String what, String name) {
    if (NAMES.contains(name)) {
      throw new IllegalArgumentException(
          what
              + " must not be one that Flux itself needs, got '"
              + name
              + "'; choose another than "
              + String.join(", ", NAMES));
    }
  }

  /** Refuses a namespace that is the cluster's own or Flux's. */
  public static void checkNamespace(String what, NamespaceName namespace) {
    String name = namespace.value();
    if (name.equals("default") || name.equals("flux-system") || name.startsWith("kube-")) {
      throw new IllegalArgumentException(
          what
              + " must not be the cluster's own or Flux's, got '"
              + namespace
              + "'; choose another");
    }
  }
}
