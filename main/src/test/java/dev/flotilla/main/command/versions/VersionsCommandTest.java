package dev.flotilla.main.command.versions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.access.ClusterAccess;
import dev.flotilla.fleet.artifact.GitContentRepository;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.source.GitVerification;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.main.command.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On clusters and a registry that refuse the connection; the black-box tests have real ones. */
class VersionsCommandTest {
  private static final String REGISTRY =
      "error: fleet: registry '127.0.0.1:1' must be reachable, got 'connection refused'; check its address and the network\n";

  @TempDir Path folder;

  private final Terminal terminal = new Terminal();

  @BeforeEach
  void begin() throws IOException {
    terminal.environment().put("FLOTILLA_MIRROR", "ghcr.io=http://127.0.0.1:1");
    terminal.environment().put("DOCKER_CONFIG", folder.toString());
    Files.writeString(
        folder.resolve("kubeconfig"),
        """
        clusters: [{name: down, cluster: {server: 'https://127.0.0.1:1'}}]
        users: [{name: nobody, user: {token: none}}]
        contexts:
        - {name: staging, context: {cluster: down, user: nobody}}
        - {name: prod, context: {cluster: down, user: nobody}}
        - {name: canary, context: {cluster: down, user: nobody}}
        """);
  }

  @Test
  void listsClustersThatDoNotAnswerAndReportsThemLast() {
    assertThat(terminal.run(folder, "versions", this::fleet)).isEqualTo(1);

    assertThat(terminal.data())
        .isEqualTo(
            """
            ARTIFACT  ENVIRONMENT  CLUSTER  RUNS     CHANNEL AT  NOT PROMOTED  BEHIND
            fleet     staging      staging  unknown  -           -             -
            fleet     production   prod     unknown  -           -             -
            """);
    assertThat(terminal.errors())
        .startsWith("error: cluster 'staging' at https://127.0.0.1:1 ")
        .contains("error: cluster 'prod' at https://127.0.0.1:1 ")
        .endsWith(REGISTRY);
  }

  @Test
  void namesClustersAndPrintsJson() throws IOException {
    assertThat(terminal.run(folder, "versions prod --json", this::fleet)).isEqualTo(1);

    JsonNode rows = new ObjectMapper().readTree(terminal.data());
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).fieldNames())
        .toIterable()
        .containsExactly(
            "artifact",
            "environment",
            "ring",
            "cluster",
            "runs",
            "digest",
            "channel",
            "published",
            "notPromoted",
            "behind",
            "message",
            "outdated");
    assertThat(rows.get(0).get("cluster").asText()).isEqualTo("prod");
    assertThat(rows.get(0).get("channel").asText()).isEqualTo("latest-stable");
    assertThat(rows.get(0).get("outdated").asBoolean()).isFalse();
  }

  @Test
  void saysWhatHasNoVersionBecauseItComesFromGit() {
    Cluster canary =
        Cluster.workload("canary", Environment.ofBranch("canary", "canary"))
            .access(access("canary"))
            .addTenant(
                TenantProps.builder(
                        new GitContentRepository(
                                "shop", "https://git.acme.example/shop.git", GitVerification.none())
                            .content("shop"))
                    .build())
            .build();

    assertThat(
            terminal.run(folder, "versions", () -> fleet().toBuilder().addCluster(canary).build()))
        .isEqualTo(1);
    assertThat(terminal.errors())
        .startsWith(
            "shop: left out, clusters take it from Git repository 'https://git.acme.example/shop.git'\nerror: ");
    assertThat(terminal.data()).doesNotContain("shop");

    Terminal other = new Terminal();
    other.environment().putAll(terminal.environment());
    other.run(folder, "versions staging", () -> fleet().toBuilder().addCluster(canary).build());
    assertThat(other.errors()).startsWith("error: ").doesNotContain("shop");
  }

  private Fleet fleet() {
    return Fleets.of(
        Cluster.workload("staging", Environment.STAGING).access(access("staging")).build(),
        Cluster.workload("prod", Environment.PRODUCTION).access(access("prod")).build());
  }

  private ClusterAccess access(String context) {
    return ClusterAccess.kubeconfig(folder.resolve("kubeconfig").toString(), context);
  }
}
