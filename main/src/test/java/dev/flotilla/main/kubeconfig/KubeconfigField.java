package dev.flotilla.main.kubeconfig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A field with a value.
 *
 * @param name the type of client-go, and the field's name in the file
 * @param where which object of the file it stands in
 * @param yaml that object's fields
 * @param resolved what OpenTofu's file has for it, or why there is nothing; or the refusal
 */
record KubeconfigField(String name, String where, String yaml, String resolved) {
  static final String IGNORED = "";
  static final String SERVER = "server: 'https://10.0.0.1:6443'";

  private static final Map<String, String> DEFAULTS =
      Map.of("config", "", "cluster", SERVER, "user", "token: t", "context", "cluster: c, user: u");

  /** Takes the fields of one part of a kubeconfig. */
  record Table(Stream.Builder<KubeconfigField> fields) {
    void add(String name, String where, String yaml, String resolved) {
      fields.add(new KubeconfigField(name, where, yaml, resolved));
    }
  }

  /** Returns each field of clientcmd v1. */
  static Stream<KubeconfigField> all() {
    Stream.Builder<KubeconfigField> fields = Stream.builder();
    Table table = new Table(fields);
    FileFields.addTo(table);
    ClusterFields.addTo(table);
    UserFields.addTo(table);
    ExecFields.addTo(table);
    return fields.build();
  }

  boolean isRefused() {
    return resolved.startsWith("!");
  }

  /** Returns what OpenTofu gets of a file with this field. */
  String resolve(Path folder) throws IOException {
    Map<String, String> objects = new TreeMap<>(DEFAULTS);
    objects.put(where, yaml);
    StringBuilder text = new StringBuilder(objects.get("config")).append('\n');
    for (String kind : List.of("cluster", "user", "context")) {
      if (!objects.get("config").startsWith(kind + "s:")) {
        text.append(
            "%ss: [{name: %s, %s: {%s}}]\n"
                .formatted(
                    kind,
                    kind.equals("context") ? "prod" : kind.substring(0, 1),
                    kind,
                    objects.get(kind)));
      }
    }
    Path file = Files.writeString(folder.resolve("kubeconfig"), text);
    Path result = folder.resolve("resolved");
    Kubeconfig.read(List.of(file)).connection("prod").orElseThrow().write(result);
    return Files.readString(result);
  }

  @Override
  public String toString() {
    return name + ": " + yaml;
  }
}
