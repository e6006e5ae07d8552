package dev.flotilla.fleet.flux;

import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.credential.RegistryCredential;
import dev.flotilla.fleet.source.OciSource;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.SyncSource;

/** A small bootstrap. */
public final class Bootstraps {
  public static final RegistryCredential GHCR = Credential.registry("ghcr-auth", "ghcr.io", "flux");
  public static final OciSource SYNC =
      SyncSource.oci(new OciUrl("oci://ghcr.io/acme/fleet"), "latest", "clusters/staging")
          .withCredential(GHCR);
  public static final String KEY = "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n";
  public static final OperatorChart OPERATOR =
      OperatorChart.of(new OciUrl("oci://ghcr.io/acme/charts"), "0.58.1");

  private Bootstraps() {}

  public static FluxInstance instance(SyncSource sync) {
    return new FluxInstance(
        Distribution.embedded("2.x", "ghcr.io/fluxcd"), sync, FluxSettings.builder().build());
  }

  public static FluxBootstrapProps props() {
    return new FluxBootstrapProps(instance(SYNC), OPERATOR);
  }
}
