package dev.flotilla.constructs.flux;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.Testing;
import com.hashicorp.cdktf.providers.helm.provider.HelmProvider;
import com.hashicorp.cdktf.providers.kubernetes.provider.KubernetesProvider;
import dev.flotilla.constructs.SynthAssert;
import dev.flotilla.fleet.flux.FluxBootstrapProps;

/** A stack to put a bootstrap in, and what that yields. */
final class Fixtures {
  private Fixtures() {}

  static TerraformStack stack() {
    TerraformStack stack = new TerraformStack(Testing.app(), "test");
    KubernetesProvider.Builder.create(stack, "kubernetes").build();
    HelmProvider.Builder.create(stack, "helm").build();
    return stack;
  }

  static SynthAssert synth(FluxBootstrapProps props) {
    TerraformStack stack = stack();
    new FluxBootstrap(stack, "FluxBootstrap", props);
    return SynthAssert.assertThat(stack);
  }
}
