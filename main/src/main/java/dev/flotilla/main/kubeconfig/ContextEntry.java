package dev.flotilla.main.kubeconfig;

import java.nio.file.Path;

/**
 * A context of a kubeconfig.
 *
 * @param file where it stands, for messages
 */
record ContextEntry(Path file, String name, String cluster, String user, String namespace) {
  static ContextEntry of(String name, KubeconfigFields fields) {
    return new ContextEntry(
        fields.file(), name, fields.text("cluster"), fields.text("user"), fields.text("namespace"));
  }
}
