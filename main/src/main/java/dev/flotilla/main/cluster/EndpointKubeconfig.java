package dev.flotilla.main.cluster;

import dev.flotilla.fleet.access.EndpointAccess;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.main.kubeconfig.SingleContextKubeconfig;
import dev.flotilla.main.process.PrivateFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A kubeconfig of a cluster that the fleet declares by its endpoint, for the program and for
 * people; it holds no secret, only the command that fetches one.
 */
final class EndpointKubeconfig {
  private EndpointKubeconfig() {}

  static Path write(Path file, String name, EndpointAccess access) {
    PrivateFile.write(
        file, SingleContextKubeconfig.of(name, cluster(access), Ordered.map("exec", exec(access))));
    return file;
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
