package dev.flotilla.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.access.ClusterAccess;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.stacks.fixture.ConstructTree;
import dev.flotilla.stacks.fixture.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KindAccessTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Golden GOLDEN = Golden.of("a cluster that kind runs");

  @TempDir private Path output;

  private FleetApp app;

  @BeforeEach
  void synthesize() {
    Fleet fleet =
        Fleets.of(
            Cluster.workload("local", Environment.STAGING).access(ClusterAccess.kind()).build());
    app = new FleetApp(fleet, FleetAppProps.of(output).withClusters(Set.of("local")));
    app.synth();
  }

  @ParameterizedTest
  @ValueSource(strings = {"local-kind", "local"})
  void jsonIsTheGolden(String stack) throws IOException {
    Path json = output.resolve("stacks").resolve(stack).resolve("cdk.tf.json");

    GOLDEN.check(stack + "/cdk.tf.json", Files.readString(json) + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"local-kind", "local"})
  void constructTreeIsTheGolden(String stack) {
    GOLDEN.check(stack + "/tree.txt", ConstructTree.of(app.getNode().findChild(stack)));
  }

  @Test
  void makesTheClusterAsTheProvidersSchemaHasIt() throws IOException {
    ObjectNode cluster =
        (ObjectNode) read("stacks/local-kind/cdk.tf.json").at("/resource/kind_cluster/cluster");
    cluster.remove("//");

    ProviderSchema schema = ProviderSchema.of("kind");

    assertThat(schema.mistakes("kind_cluster", cluster)).isEmpty();
    cluster.put("wait_for_readiness", true).put("wait_for_ready", "yes").put("endpoint", "a");
    cluster.remove("name");
    assertThat(schema.mistakes("kind_cluster", cluster))
        .containsExactly(
            "endpoint is not to be set",
            "name is missing",
            "wait_for_readiness is unknown",
            "wait_for_ready must be a bool, got \"yes\"");
  }

  @Test
  void joinsTheStacksByTheKubeconfig() throws IOException {
    JsonNode variables = read("stacks/local/cdk.tf.json").get("variable");

    assertThat(variables.at("/kubeconfig/default").textValue())
        .isEqualTo("../../../.flotilla/kind/local.kubeconfig");
    assertThat(variables.at("/kube_context/default").textValue()).isEqualTo("kind-local");
  }

  @Test
  void deploysTheKindClusterFirst() throws IOException {
    assertThat(read("manifest.json").at("/stacks/local/dependencies"))
        .hasToString("[\"local-kind\"]");
  }

  @Test
  void requiresTheKindProviderOnlyWhereItIsUsed() throws IOException {
    assertThat(read("stacks/local-kind/cdk.tf.json").at("/terraform/required_providers"))
        .hasToString(
            "{\"kind\":{\"source\":\"registry.opentofu.org/tehcyx/kind\",\"version\":\">= 0.11.0, < 1.0.0\"}}");
    assertThat(read("stacks/local/cdk.tf.json").at("/terraform/required_providers").has("kind"))
        .isFalse();
  }

  private JsonNode read(String file) throws IOException {
    return JSON.readTree(output.resolve(file).toFile());
  }
}
