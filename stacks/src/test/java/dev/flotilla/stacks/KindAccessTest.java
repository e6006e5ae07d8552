package dev.flotilla.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KindAccessTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path output;

  @BeforeEach
  void synthesize() {
    Fleet fleet =
        Fleets.of(
            Cluster.workload("local", Environment.STAGING).access(ClusterAccess.kind()).build());
    new FleetApp(fleet, new FleetAppProps(output, Set.of("local"))).synth();
  }

  @Test
  void makesTheClusterInAStackOfItsOwn() throws IOException {
    assertThat(read("stacks/local-kind/cdk.tf.json").at("/resource/kind_cluster/cluster"))
        .hasToString(
            "{\"//\":{\"metadata\":{\"path\":\"local-kind/cluster\",\"uniqueId\":\"cluster\"}},\"kubeconfig_path\":\"../../../.flotilla/kind/local.kubeconfig\",\"name\":\"local\",\"wait_for_ready\":true}");
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
  void asksForTheKindProviderOnlyWhereItIsUsed() throws IOException {
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
