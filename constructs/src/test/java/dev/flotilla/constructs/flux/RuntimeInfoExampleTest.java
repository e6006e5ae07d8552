package dev.flotilla.constructs.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.Testing;
import dev.flotilla.constructs.JavadocExample;
import dev.flotilla.constructs.TestArtifact;
import dev.flotilla.constructs.artifact.FluxArtifact;
import dev.flotilla.fleet.flux.RuntimeInfoProps;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The example in the Javadoc of {@link RuntimeInfo} compiles and works. */
class RuntimeInfoExampleTest {
  @Test
  void exampleIsTheTextOfTheJavadocAndWorks() throws IOException {
    FluxArtifact artifact = TestArtifact.create();
    example(artifact);

    assertThat(TestArtifact.file(artifact, "clusters/staging/flux-system/runtime-info.yaml"))
        .contains("  CLUSTER_DOMAIN: acme.example\n  INGRESS_CLASS: nginx\n");
    assertThatCode(() -> Testing.synth(TerraformStack.of(artifact), true))
        .doesNotThrowAnyException();
    JavadocExample.isCompiled(RuntimeInfo.class, RuntimeInfoExampleTest.class);
  }

  private static void example(FluxArtifact artifact) {
    // example
    SortedMap<String, String> variables = new TreeMap<>();
    variables.put("CLUSTER_DOMAIN", "acme.example");
    variables.put("INGRESS_CLASS", "nginx");
    new RuntimeInfo(artifact, "RuntimeInfo", new RuntimeInfoProps(variables));
    // end
  }
}
