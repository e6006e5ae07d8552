package dev.flotilla.fleet.content;

import dev.flotilla.fleet.content.internal.ResourceFile;
import dev.flotilla.fleet.content.internal.Substitution;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.kubernetes.Rfc1123;
import dev.flotilla.fleet.kubernetes.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A ConfigMap of files, such as dashboards or the values of a chart. Its name ends with a hash of
 * the files, so that whatever refers to it changes with them. Flux substitutes no variables in it.
 *
 * <p>Rejected: no file; a file name with characters other than letters, digits, {@code -}, {@code
 * _} and {@code .}; more than 1 MiB of files.
 *
 * @param name the name before the hash
 * @param files from name to text
 * @param labels the labels of the ConfigMap
 * @see <a href="https://kubernetes.io/docs/concepts/configuration/configmap/">ConfigMap</a>
 */
public record ConfigMapFiles(
    String name, SortedMap<String, String> files, SortedMap<String, String> labels)
    implements ContentItem {
  private static final Pattern FILE_NAME = Pattern.compile("[-._a-zA-Z0-9]{1,253}");
  private static final int MAX_BYTES = 1024 * 1024;
  private static final int HASH_LENGTH = 10;

  public ConfigMapFiles {
    Rfc1123.subdomain("the name of a ConfigMap of files", name);
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    labels = new ObjectMetadata(labels, Ordered.NONE).labels();
    if (files.isEmpty()) {
      throw new IllegalArgumentException(
          "a ConfigMap of files must have at least one file, got none for '%s'".formatted(name));
    }
    for (String file : files.keySet()) {
      if (!FILE_NAME.matcher(file).matches()) {
        throw new IllegalArgumentException(
            "a file of a ConfigMap must be named with letters, digits, '-', '_' and '.', got '%s' in '%s'; rename it"
                .formatted(file, name));
      }
    }
    int bytes = files.values().stream().mapToInt(text -> bytes(text).length).sum();
    if (bytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          "the files of a ConfigMap must have at most %d bytes together, got '%d' in '%s'; use several"
              .formatted(MAX_BYTES, bytes, name));
    }
  }

  /**
   * Returns a ConfigMap of texts.
   *
   * @param files from name to text
   */
  public static ConfigMapFiles of(String name, Map<String, String> files) {
    return new ConfigMapFiles(name, new TreeMap<>(files), Ordered.NONE);
  }

  /**
   * Returns a ConfigMap of files on the class path, for example from {@code src/main/resources}.
   *
   * @param owner a class in the package that the files are in
   */
  public static ConfigMapFiles resources(String name, Class<?> owner, String... files) {
    SortedMap<String, String> texts = new TreeMap<>();
    for (String file : files) {
      texts.put(file.substring(file.lastIndexOf('/') + 1), ResourceFile.text(owner, file));
    }
    return new ConfigMapFiles(name, texts, Ordered.NONE);
  }

  /**
   * Returns this ConfigMap with a label, for example the one that Grafana selects dashboards by.
   */
  public ConfigMapFiles withLabel(String key, String value) {
    return new ConfigMapFiles(
        name, files, Ordered.putNew(labels, key, value, "a label of " + id()));
  }

  /** Returns the name of the ConfigMap, with the hash of its files. */
  public String hashedName() {
    MessageDigest digest = Sha256.start();
    files.forEach(
        (file, text) -> {
          digest.update(bytes(file + "\n" + bytes(text).length + "\n"));
          digest.update(bytes(text));
        });
    return name + "-" + HexFormat.of().formatHex(digest.digest()).substring(0, HASH_LENGTH);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String id() {
    return "ConfigMap '" + name + "'";
  }

  @Override
  public List<KubernetesObject> objects(String environment) {
    Map<String, Object> metadata = Ordered.map("name", hashedName());
    if (!labels.isEmpty()) {
      metadata.put("labels", labels);
    }
    metadata.put("annotations", Ordered.map(Substitution.ANNOTATION, Substitution.DISABLED));
    return List.of(new KubernetesObject("v1", "ConfigMap", metadata, Ordered.map("data", files)));
  }
}
