package dev.flotilla.fleet.content;

import dev.flotilla.fleet.content.update.VersionUse;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import java.util.List;

/** Something that content consists of: a Helm release, an object, files. */
public interface ContentItem {
  /** Returns kind and name, as messages show them: {@code HelmRelease 'web'}. */
  String id();

  /**
   * Returns its objects in an environment, which are written to one file. Their texts are literal:
   * escaping {@code $} for Flux's substitution is left to the renderer.
   *
   * @param environment the name of the environment
   */
  List<KubernetesObject> objects(String environment);

  /** Returns what is wrong with it in an environment, each with a remedy. */
  default List<String> problems(String environment) {
    return List.of();
  }

  /** Returns the names of the environments that it has values or objects of their own for. */
  default List<String> environments() {
    return List.of();
  }

  /** Returns what it has in {@code versions.yaml}. */
  default List<VersionUse> versions() {
    return List.of();
  }

  /** Returns the {@link #id} of each item that it waits for. */
  default List<String> dependsOn() {
    return List.of();
  }

  /**
   * Returns this item in the given namespace, for a tenant with several. A component, or a tenant
   * with one namespace, applies everything to that one, whatever namespace an object names.
   */
  default ContentItem inNamespace(String namespace) {
    return new NamespacedItem(this, namespace);
  }
}
