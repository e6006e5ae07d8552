package dev.flotilla.fleet.render;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.kubernetes.Yaml;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The names of the files in a folder of content, and the file that lists them. */
final class ContentFiles {
  static final String KUSTOMIZATION = "kustomization.yaml";

  /** By it a folder is recognized as written by Flotilla. */
  static final String MARK = "# Written by Flotilla from Java: change it there.\n";

  private static final String ITEM = "- ";

  private ContentFiles() {}

  /**
   * Returns for example {@code helmrelease-web.yaml}, with a number after it if one of {@code
   * others} is that.
   */
  static String name(KubernetesObject object, Collection<String> others) {
    Object namespace = object.metadata().get("namespace");
    String base =
        (object.kind().toLowerCase(Locale.ROOT)
                + (namespace == null ? "" : "-" + namespace)
                + "-"
                + object.metadata().get("name"))
            .replaceAll("[^-._a-z0-9]", "_");
    String name = base + ".yaml";
    for (int number = 2; others.contains(name); number++) {
      name = base + "-" + number + ".yaml";
    }
    return name;
  }

  static String kustomization(Collection<String> files) {
    return MARK
        + Yaml.write(
            Ordered.map(
                "apiVersion", "kustomize.config.k8s.io/v1beta1",
                "kind", "Kustomization",
                "resources", List.copyOf(files)));
  }

  /** Returns the files that a text which {@link #kustomization} has returned lists. */
  static List<String> listed(String kustomization) {
    List<String> files = new ArrayList<>();
    kustomization
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith(ITEM))
        .forEach(line -> files.add(line.substring(ITEM.length()).replace("'", "")));
    return files;
  }
}
