package dev.flotilla.constructs.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.Testing;
import dev.flotilla.constructs.TestCluster;
import org.junit.jupiter.api.Test;
import software.constructs.Construct;

class FluxScopeTest {
  @Test
  void isTheScopeItself() {
    TestCluster cluster = new TestCluster();

    assertThat(FluxScope.of(cluster)).isSameAs(cluster);
  }

  @Test
  void isTheNearestScopeAbove() {
    TestCluster cluster = new TestCluster();
    Construct group = new Construct(new Construct(cluster, "Apps"), "Web");

    assertThat(FluxScope.of(group)).isSameAs(cluster);
  }

  @Test
  void refusesAPlainStack() {
    TerraformStack stack = new TerraformStack(Testing.app(), "plain");
    Construct group = new Construct(stack, "Apps");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> FluxScope.of(group))
        .withMessage(
            "a construct of the fleet artifact must be in a FluxScope such as ClusterStack, got 'plain/Apps'");
  }
}
