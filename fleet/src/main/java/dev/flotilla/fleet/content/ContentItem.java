package dev.flotilla.fleet.content;

import dev.flotilla.fleet.content.update.VersionUse;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import java.util.List;

/** Something that content consists of: a Helm release, an object, files. */
public interface ContentItem {
  /** Returns kind and name, as messages show them: {@code HelmRelease 'web'}. */
  String id();

  /**
   * Returns its objects in an environment, without the escapes that a substituting Kustomization
   * needs; they are written to one file.
   *
   * @param environment the name of the environment
   */
  List<KubernetesObject> objects(String environment);

  /** Returns what is wrong with it in an environment, each with a remedy. */
  default List<String> problems(String environment) {
    return List.of();
  }

  /** Returns the names of environments that it has something of its own for. */
  default List<String> environments() {
    return List.of();
  }

  /** Returns what it has in {@code versions.yaml}. */
  default List<VersionUse> versions() {
    return List.of();
  }

  /** Returns the items that it waits for, by their {@link #id}. */
  default List<String> dependsOn() {
    return List.of();
  }

  /**
   * Returns this item in one of the namespaces of a tenant that has several. All other content goes
   * to the one namespace of its component or tenant, whatever it says.
   */
  default ContentItem inNamespace(String namespace) {
    return new NamespacedItem(this, namespace);
  }
}
