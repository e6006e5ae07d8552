package dev.flotilla.constructs.flux;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.Testing;
import com.hashicorp.cdktf.providers.helm.provider.HelmProvider;
import com.hashicorp.cdktf.providers.kubernetes.provider.KubernetesProvider;

/** A small bootstrap and a stack to put it in. */
final class Fixtures {
  static final RegistryCredential GHCR = Credential.registry("ghcr-auth", "ghcr.io", "flux");
  static final OciSource SYNC =
      SyncSource.oci(new OciUrl("oci://ghcr.io/acme/fleet"), "latest", "clusters/staging")
          .withCredential(GHCR);
  static final OperatorChart OPERATOR =
      OperatorChart.of(new OciUrl("oci://ghcr.io/acme/charts"), "0.58.1");

  private Fixtures() {}

  static FluxInstance instance(SyncSource sync) {
    return FluxInstance.builder(Distribution.embedded("2.x", "ghcr.io/fluxcd"), sync).build();
  }

  static FluxBootstrapProps props() {
    return new FluxBootstrapProps(instance(SYNC), OPERATOR);
  }

  static TerraformStack stack() {
    TerraformStack stack = new TerraformStack(Testing.app(), "test");
    KubernetesProvider.Builder.create(stack, "kubernetes").build();
    HelmProvider.Builder.create(stack, "helm").build();
    return stack;
  }
}
