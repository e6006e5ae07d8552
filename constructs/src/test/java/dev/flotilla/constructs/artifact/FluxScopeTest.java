package dev.flotilla.constructs.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.Testing;
import dev.flotilla.constructs.TestArtifact;
import org.junit.jupiter.api.Test;
import software.constructs.Construct;

class FluxScopeTest {
  @Test
  void scopeOfAScopeIsItself() {
    FluxArtifact artifact = TestArtifact.create();

    assertThat(FluxScope.of(artifact)).isSameAs(artifact);
  }

  @Test
  void scopeOfAnotherConstructIsTheNearestAbove() {
    FluxArtifact artifact = TestArtifact.create();
    Construct group = new Construct(new Construct(artifact, "Apps"), "Web");

    assertThat(FluxScope.of(group)).isSameAs(artifact);
  }

  @Test
  void refusesAPlainStack() {
    TerraformStack stack = new TerraformStack(Testing.app(), "plain");
    Construct group = new Construct(stack, "Apps");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> FluxScope.of(group))
        .withMessage(
            "a construct for Flux must stand below a FluxArtifact, got 'plain/Apps'; pass one as its scope: new FluxArtifact(stack, \"Artifact\", new FluxArtifactProps(ResolvedFleet.of(fleet).cluster(cluster)))");
  }
}
