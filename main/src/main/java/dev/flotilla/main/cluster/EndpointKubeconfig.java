package dev.flotilla.main.cluster;

import dev.flotilla.constructs.kubernetes.Ordered;
import dev.flotilla.constructs.kubernetes.Yaml;
import dev.flotilla.main.process.PrivateFile;
import dev.flotilla.stacks.EndpointAccess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A kubeconfig of a cluster that the fleet tells by its endpoint, for the program and for people;
 * it holds no secret, only the command that fetches one.
 */
final class EndpointKubeconfig {
  private EndpointKubeconfig() {}

  static Path write(Path file, String name, EndpointAccess access) {
    PrivateFile.write(file, Yaml.write(kubeconfig(name, access)));
    return file;
  }

  private static Map<String, Object> kubeconfig(String name, EndpointAccess access) {
    Map<String, Object> config = Ordered.map("apiVersion", "v1", "kind", "Config");
    config.put("clusters", List.of(named(name, "cluster", cluster(access))));
    config.put("users", List.of(named(name, "user", Ordered.map("exec", exec(access)))));
    config.put(
        "contexts", List.of(named(name, "context", Ordered.map("cluster", name, "user", name))));
    config.put("current-context", name);
    return config;
  }

  private static Map<String, Object> named(String name, String key, Map<String, Object> value) {
    return Ordered.map("name", name, key, value);
  }

  private static Map<String, Object> cluster(EndpointAccess access) {
    byte[] authority = access.certificateAuthority().getBytes(StandardCharsets.UTF_8);
    return Ordered.map(
        "server",
        access.server().toString(),
        "certificate-authority-data",
        Base64.getEncoder().encodeToString(authority));
  }

  private static Map<String, Object> exec(EndpointAccess access) {
    List<Map<String, Object>> environment = new ArrayList<>();
    access
        .exec()
        .environment()
        .forEach((name, value) -> environment.add(Ordered.map("name", name, "value", value)));
    return Ordered.map(
        "apiVersion",
        access.exec().apiVersion(),
        "command",
        access.exec().command(),
        "args",
        access.exec().arguments(),
        "env",
        environment,
        "interactiveMode",
        "Never");
  }
}
