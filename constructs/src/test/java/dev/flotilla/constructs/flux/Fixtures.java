package dev.flotilla.constructs.flux;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.Testing;
import com.hashicorp.cdktf.providers.helm.provider.HelmProvider;
import com.hashicorp.cdktf.providers.kubernetes.provider.KubernetesProvider;
import dev.flotilla.constructs.SynthAssert;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.credential.RegistryCredential;
import dev.flotilla.fleet.flux.Distribution;
import dev.flotilla.fleet.flux.FluxBootstrapProps;
import dev.flotilla.fleet.flux.FluxInstance;
import dev.flotilla.fleet.flux.FluxSettings;
import dev.flotilla.fleet.flux.OperatorChart;
import dev.flotilla.fleet.source.OciSource;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.SyncSource;

/** A small bootstrap, a stack to put it in, and what that yields. */
final class Fixtures {
  static final RegistryCredential GHCR = Credential.registry("ghcr-auth", "ghcr.io", "flux");
  static final OciSource SYNC =
      SyncSource.oci(new OciUrl("oci://ghcr.io/acme/fleet"), "latest", "clusters/staging")
          .withCredential(GHCR);
  static final String KEY = "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n";
  static final OperatorChart OPERATOR =
      OperatorChart.of(new OciUrl("oci://ghcr.io/acme/charts"), "0.58.1");

  private Fixtures() {}

  static FluxInstance instance(SyncSource sync) {
    return new FluxInstance(
        Distribution.embedded("2.x", "ghcr.io/fluxcd"), sync, FluxSettings.builder().build());
  }

  static FluxBootstrapProps props() {
    return new FluxBootstrapProps(instance(SYNC), OPERATOR);
  }

  static FluxBootstrapProps props(SyncSource sync, FluxSettings.Builder settings) {
    Distribution flux = Distribution.embedded("2.x", "ghcr.io/fluxcd");
    return new FluxBootstrapProps(new FluxInstance(flux, sync, settings.build()), OPERATOR);
  }

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
