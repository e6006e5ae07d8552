package dev.flotilla.tests.harness;

/** What configures a machine that reaches no cluster and no registry. */
public final class OfflineConfig {
  private OfflineConfig() {}

  /** Returns a kubeconfig with those contexts, of a cluster where nothing listens. */
  public static String kubeconfig(String... contexts) {
    StringBuilder text =
        new StringBuilder(
            """
            apiVersion: v1
            kind: Config
            clusters:
            - name: unreachable
              cluster: {server: "https://127.0.0.1:1"}
            users:
            - name: me
              user: {}
            contexts:
            """);
    for (String context : contexts) {
      text.append("- name: ").append(context);
      text.append("\n  context: {cluster: unreachable, user: me}\n");
    }
    return text.toString();
  }

  /** Returns a configuration by which OpenTofu finds its providers on this machine. */
  public static String openTofuConfig() {
    return "provider_installation {\n  filesystem_mirror {\n    path = \"%s\"\n  }\n}\n"
        .formatted(Sandbox.providers());
  }
}
