package dev.flotilla.main.kubeconfig;

import static dev.flotilla.main.kubeconfig.KubeconfigField.IGNORED;

/**
 * The fields of the file and of its contexts; of the file, kubectl reads three lists, and the rest
 * is for people.
 */
final class FileFields {
  static void addTo(KubeconfigField.Table fields) {
    fields.add("Config.apiVersion", "config", "apiVersion: v1", IGNORED);
    fields.add(
        "Config.apiVersion", "config", "apiVersion: v2", "!: apiVersion must be 'v1', got 'v2'");
    fields.add("Config.kind", "config", "kind: Config", IGNORED);
    fields.add("Config.kind", "config", "kind: List", "!: kind must be 'Config', got 'List'");
    fields.add("Config.preferences", "config", "preferences: {colors: true}", IGNORED);
    fields.add(
        "Config.current-context", "config", "current-context: other", "current-context: prod");
    fields.add("Config.extensions", "config", "extensions: [{name: x, extension: {}}]", IGNORED);
    fields.add("Config.clusters", "config", "clusters: {}", "!: clusters must be a list");
    fields.add("Config.users", "config", "users: x", "!: users must be a list");
    fields.add("Config.contexts", "config", "contexts: [x]", "!: contexts[0] must be an object");
    fields.add(
        "Context.cluster",
        "context",
        "user: u",
        "!: context 'prod': cluster must be one of its clusters, got ''; correct the name");
    fields.add(
        "Context.cluster",
        "context",
        "cluster: x, user: u",
        "!: context 'prod': cluster must be one of its clusters, got 'x'; correct the name");
    fields.add(
        "Context.user",
        "context",
        "cluster: c",
        "!: context 'prod': user must be one of its users, got ''; correct the name");
    fields.add(
        "Context.user",
        "context",
        "cluster: c, user: x",
        "!: context 'prod': user must be one of its users, got 'x'; correct the name");
    fields.add("Context.namespace", "context", "cluster: c, user: u, namespace: web", IGNORED);
    fields.add(
        "Context.namespace",
        "context",
        "cluster: c, user: u, namespace: A",
        "!: context 'prod': namespace must be an RFC 1123 label (lower-case letters, digits, '-', at most 63 characters), got 'A'; correct the name");
    fields.add("Context.extensions", "context", "cluster: c, user: u, extensions: null", IGNORED);
  }

  private FileFields() {}
}
