package dev.flotilla.constructs.opentofu;

import static dev.flotilla.constructs.SynthAssert.assertThat;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.Testing;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProvidersTest {
  @Test
  void requiresEngineAndProvidersFromNamedRegistry() {
    TerraformStack stack = new TerraformStack(Testing.app(), "test");

    Providers.require(stack);

    assertThat(stack)
        .document()
        .with("/terraform/required_version", ">= 1.12.4")
        .with(
            "/terraform/required_providers",
            Map.of(
                "kubernetes",
                Map.of(
                    "source", "registry.opentofu.org/hashicorp/kubernetes",
                    "version", ">= 3.2.1, < 4.0.0"),
                "helm",
                Map.of(
                    "source", "registry.opentofu.org/hashicorp/helm",
                    "version", ">= 3.1.2, < 4.0.0")));
  }
}
