package dev.flotilla.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.Testing;
import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.fixture.Fleets;
import org.junit.jupiter.api.Test;

/** Stacks in an app of a user's own, who gives them their ids. */
class StackIdsTest {
  private static final String STATE = "/terraform/backend/local/path";

  private static JsonNode json(TerraformStack stack) throws JsonProcessingException {
    return new ObjectMapper().readTree(Testing.synth(stack, true));
  }

  @Test
  void aClusterStackKeepsTheStateOfItsCluster() throws JsonProcessingException {
    Cluster cluster = Fleets.staging().build();
    Fleet fleet = Fleets.of(cluster);
    ClusterStack stack =
        new ClusterStack(Testing.app(), "mine", ClusterStackProps.of(fleet, cluster));

    assertThat(stack.getNode().getPath()).isEqualTo("mine");
    assertThat(json(stack).at(STATE).textValue()).endsWith("/state/staging.tfstate");
  }

  @Test
  void aKindStackHasAStateOfItsName() throws JsonProcessingException {
    KindStack stack = new KindStack(Testing.app(), "mine", new KindStackProps("local"));

    assertThat(stack.getNode().getPath()).isEqualTo("mine");
    assertThat(json(stack).at(STATE).textValue()).endsWith("/state/mine.tfstate");
    assertThat(json(stack).at("/resource/kind_cluster/cluster/name").textValue())
        .isEqualTo("local");
  }
}
