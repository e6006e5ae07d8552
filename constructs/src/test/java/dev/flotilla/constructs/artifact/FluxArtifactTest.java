package dev.flotilla.constructs.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.Testing;
import dev.flotilla.constructs.TestArtifact;
import dev.flotilla.constructs.flux.RuntimeInfo;
import dev.flotilla.fleet.flux.RuntimeInfoProps;
import dev.flotilla.fleet.object.FleetFile;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.constructs.Construct;

class FluxArtifactTest {
  private final FluxArtifact artifact = TestArtifact.create();

  @Test
  void fluxArtifactHasTheFilesOfTheConstructsBelow() {
    new RuntimeInfo(new Construct(artifact, "Flux"), "RuntimeInfo", info("A"));

    assertThat(artifact.getFiles())
        .extracting(FleetFile::path)
        .containsExactly("clusters/staging/flux-system/runtime-info.yaml");
    assertThat(artifact.getProblems()).isEmpty();
  }

  @Test
  void failsTheSynthWithEachProblemAndItsPlace() {
    new RuntimeInfo(artifact, "RuntimeInfo", info("A"));
    new RuntimeInfo(artifact, "Another", info("B"));

    assertThatThrownBy(() -> Testing.synth(TerraformStack.of(artifact), true))
        .hasMessageContaining(
            "app/staging/Another: an object must be defined once, got ConfigMap 'flux-system/flux-runtime-info' from 'app/staging/RuntimeInfo' too; give each its own name and namespaces");
  }

  private static RuntimeInfoProps info(String name) {
    SortedMap<String, String> variables = new TreeMap<>();
    variables.put(name, "value");
    return new RuntimeInfoProps(variables);
  }
}
