package dev.flotilla.main.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.access.ClusterAccess;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.fixture.Fleets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusCommandTest {
  @TempDir Path folder;

  @Test
  void waitsForSilentClustersTogetherAndListsThemAll() throws IOException {
    List<String> names = List.of("silent-a", "down", "silent-b", "silent-c", "silent-d");
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Path kubeconfig = kubeconfig(silent.getLocalPort());
      Terminal terminal = new Terminal();
      // What is needed once, such as the classes of the client, is no part of the limit.
      terminal.run(folder, "status down", () -> fleet(kubeconfig, Stream.of("down")));
      long start = System.nanoTime();

      int exitCode =
          terminal.run(folder, "status --timeout 2s", () -> fleet(kubeconfig, names.stream()));

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      assertThat(exitCode).isEqualTo(1);
      assertThat(terminal.data().lines().map(line -> line.replaceAll(" .*", "")))
          .endsWith(names.toArray(String[]::new));
      assertThat(terminal.errors().lines().skip(1))
          .hasSize(5)
          .startsWith(
              "error: cluster 'silent-a' must answer within 2 s, got no answer; check the network and its credential plugin, or allow more time with --timeout",
              "error: cluster 'down' at https://127.0.0.1:1 (context 'down' of '%s') must be reachable, got 'connection refused'; start it, or check the network and the context"
                  .formatted(kubeconfig));
    }
  }

  private Path kubeconfig(int port) throws IOException {
    StringBuilder contexts = new StringBuilder();
    for (String name : List.of("silent-a", "silent-b", "silent-c", "silent-d")) {
      contexts.append("- {name: %s, context: {cluster: silent, user: u}}\n".formatted(name));
    }
    return Files.writeString(
        folder.resolve("kubeconfig"),
        """
        clusters:
        - {name: silent, cluster: {server: 'https://127.0.0.1:%d'}}
        - {name: down, cluster: {server: 'https://127.0.0.1:1'}}
        users: [{name: u, user: {token: t}}]
        contexts:
        - {name: down, context: {cluster: down, user: u}}
        %s\
        """
            .formatted(port, contexts));
  }

  private static Fleet fleet(Path kubeconfig, Stream<String> names) {
    return Fleets.of(
        names
            .map(
                name ->
                    Cluster.workload(name, Environment.STAGING)
                        .access(ClusterAccess.kubeconfig(kubeconfig.toString(), name))
                        .build())
            .toArray(Cluster[]::new));
  }
}
