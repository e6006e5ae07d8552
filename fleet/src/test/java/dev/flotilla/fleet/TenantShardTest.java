package dev.flotilla.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.fixture.Rendering;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.flux.FluxSettings;
import dev.flotilla.fleet.flux.Sharding;
import dev.flotilla.fleet.tenant.TenantProps;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Controllers of their own for tenants. */
class TenantShardTest {
  private static final Organization ACME = Organization.onGitHub("ghcr.io", "acme", "fleet");
  private static final ArtifactRepository APPS =
      ACME.artifacts("apps", "apps", ArtifactSigner::gitHubActions);

  @Test
  void putsTenantsAndTheirObjectsOnTheShardButNoComponents() {
    Fleet fleet = fleet(FluxSettings.workload().tenantShard("tenants").build());

    assertThat(file(fleet, "clusters/staging/flux-system/flux-instance.yaml"))
        .contains("  sharding:\n    shards:\n    - tenants\n    storage: ephemeral\n")
        .contains(",source-controller-tenants.flux-system.svc.cluster.local.,");
    assertThat(file(fleet, "tenants/staging/web.yaml"))
        .contains("policy.flotilla.dev/shard: tenants\n")
        .contains("commonMetadata:\n        labels:\n          sharding.fluxcd.io/key: tenants\n")
        .containsPattern(
            "kind: OCIRepository\n    metadata:\n      name: apps\n      namespace: web\n      labels:\n        sharding.fluxcd.io/key: tenants\n")
        .containsPattern(
            "kind: Kustomization\n    metadata:\n      name: apps\n      namespace: web\n      labels:\n        sharding.fluxcd.io/key: tenants\n");
    assertThat(file(fleet, "tenants/staging/monitoring.yaml")).doesNotContain("sharding");
  }

  @Test
  void putsNobodyOnAShardByDefault() {
    Fleet fleet = fleet(FluxSettings.workload().build());

    assertThat(file(fleet, "clusters/staging/flux-system/flux-instance.yaml"))
        .doesNotContain("sharding");
    assertThat(file(fleet, "tenants/staging/web.yaml")).doesNotContain("shard");
  }

  @Test
  void addsTheShardOfTenantsToOthers() {
    Sharding two = Sharding.persistent("a", "tenants");
    Sharding one = Sharding.persistent("a");

    assertThat(FluxSettings.workload().sharding(one).tenantShard("tenants").build().sharding())
        .isEqualTo(Optional.of(two));
    assertThat(FluxSettings.workload().sharding(two).tenantShard("tenants").build().sharding())
        .isEqualTo(Optional.of(two));
  }

  private static Fleet fleet(FluxSettings settings) {
    PlatformComponent monitoring =
        PlatformComponent.builder(
                ACME.artifacts("infra", "infra", ArtifactSigner::gitHubActions)
                    .artifact("monitoring"))
            .build();
    return Fleet.builder(ACME, new FluxRelease("2.x", "0.59.0"))
        .addComponentSet(ComponentSetProps.of("infra", monitoring))
        .addTenant(TenantProps.builder(APPS.artifact("web")).build())
        .addCluster(Fleets.staging().flux(settings).build())
        .build();
  }

  private static String file(Fleet fleet, String path) {
    return Rendering.of(fleet, fleet.clusters().get(0)).files().stream()
        .filter(file -> file.path().equals(path))
        .map(file -> file.content().text())
        .collect(Collectors.joining());
  }
}
