package dev.flotilla.constructs.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.Testing;
import dev.flotilla.constructs.TestArtifact;
import dev.flotilla.constructs.artifact.FluxArtifact;
import dev.flotilla.fleet.flux.RuntimeInfoProps;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.object.Problem;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class RuntimeInfoTest {
  private static final String FILE = "clusters/staging/flux-system/runtime-info.yaml";

  private final FluxArtifact artifact = TestArtifact.create();

  @Test
  void runtimeInfoIsAConfigMapWithItsVariables() {
    RuntimeInfo info = new RuntimeInfo(artifact, "RuntimeInfo", props("INGRESS_CLASS", "nginx"));

    assertThat(TestArtifact.file(artifact, FILE))
        .contains("name: flux-runtime-info\n", "data:\n  INGRESS_CLASS: nginx\n");
    assertThat(artifact.getProblems()).isEmpty();
    assertThat(info.getNode().getChildren()).isEmpty();
  }

  @Test
  void secondRuntimeInfoIsAProblem() {
    new RuntimeInfo(artifact, "RuntimeInfo", props("INGRESS_CLASS", "nginx"));
    new RuntimeInfo(artifact, "Another", props("INGRESS_CLASS", "traefik"));

    assertThat(artifact.getProblems())
        .containsExactly(
            new Problem(
                "app/staging/Another",
                "an object must be defined once, got ConfigMap 'flux-system/flux-runtime-info' from 'app/staging/RuntimeInfo' too; give each its own name and namespaces"));
  }

  @Test
  void refusesAStackWithoutFleetArtifact() {
    TerraformStack stack = new TerraformStack(Testing.app(), "app");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RuntimeInfo(stack, "RuntimeInfo", props("A", "b")))
        .withMessage(
            "a construct for Flux must stand below a FluxArtifact, got 'app'; pass one as its scope: new FluxArtifact(stack, \"Artifact\", new FluxArtifactProps(ResolvedFleet.of(fleet).cluster(cluster)))");
  }

  private static RuntimeInfoProps props(String variable, String value) {
    SortedMap<String, String> variables =
        Ordered.putNew(Ordered.NONE, variable, value, "a variable");
    return new RuntimeInfoProps(variables);
  }
}
