package dev.flotilla.fleet.flux;

import dev.flotilla.fleet.kubernetes.Yaml;
import dev.flotilla.fleet.source.OciSource;
import dev.flotilla.fleet.source.OciTag;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.SyncSource;
import dev.flotilla.fleet.source.Verification;
import java.util.Map;

/** A FluxInstance with the settings of a test, and its parts. */
final class TestInstance {
  static final Distribution FLUX_2 = Distribution.of("2.x", "ghcr.io/fluxcd");

  static final OciSource SYNC =
      SyncSource.oci(
          new OciUrl("oci://ghcr.io/acme/fleet"),
          new OciTag("latest"),
          "clusters/staging",
          Verification.none());

  static FluxInstance with(FluxSettings.Builder settings) {
    return new FluxInstance(FLUX_2, SYNC, settings.build());
  }

  static String yaml(SyncSource sync) {
    FluxInstance instance = new FluxInstance(FLUX_2, sync, FluxSettings.builder().build());
    return Yaml.write(instance.toObject().toMap());
  }

  @SuppressWarnings("unchecked") // The body of a FluxInstance is its spec.
  static Map<String, Object> spec(FluxInstance instance) {
    return (Map<String, Object>) instance.toObject().body().get("spec");
  }

  private TestInstance() {}
}
