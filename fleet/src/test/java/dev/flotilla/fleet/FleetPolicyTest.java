package dev.flotilla.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.fixture.Rendering;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.policy.SourcePolicyProps;
import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.fleet.render.RenderedCluster;
import dev.flotilla.fleet.tenant.TenantProps;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Where the tenants of a fleet get what they run. */
class FleetPolicyTest {
  private static final Organization ACME = Organization.onGitHub("ghcr.io", "acme", "fleet");

  @Test
  void tenantsUseTheSourcesOfTheOrganizationByDefault() {
    Fleet fleet = withTenant(ACME);

    assertThat(policies(fleet))
        .contains("  sources: |-\n        https://github.com/acme/\n        oci://ghcr.io/acme/\n");
    assertThat(
            policies(
                fleet.toBuilder()
                    .organization(Organization.onGitHub("ghcr.io", "other", "f"))
                    .build()))
        .contains(
            "  sources: |-\n        https://github.com/other/\n        oci://ghcr.io/other/\n");
    assertThat(
            policies(
                fleet.toBuilder().sourcePolicy(SourcePolicyProps.of("oci://ghcr.io/")).build()))
        .contains("  sources: oci://ghcr.io/\n");
  }

  @Test
  void allowListFollowsTheMirror() {
    Fleet fleet =
        withTenant(ACME).toBuilder()
            .mirror(Mirror.parse("ghcr.io=http://127.0.0.1:5000/public"))
            .build();

    assertThat(policies(fleet))
        .contains(
            "  sources: |-\n        https://github.com/acme/\n        oci://127.0.0.1:5000/public/acme/\n");
    assertThat(stack(fleet).problems()).isEmpty();
  }

  @Test
  void componentsAndTenantsWaitForThePolicy() {
    Fleet fleet =
        withTenant(ACME).toBuilder()
            .addComponentSet(
                ComponentSetProps.of(
                    "infra",
                    PlatformComponent.builder(
                            ACME.artifacts("infra", "infra", ArtifactSigner::gitHubActions)
                                .artifact("dns"))
                        .build()))
            .build();

    String dependency =
        "  dependsOn:\n  - apiVersion: fluxcd.controlplane.io/v1\n    kind: ResourceSet\n    name: policies\n    namespace: flux-system\n    ready: true\n";
    assertThat(file(fleet, "tenants/staging/web.yaml")).contains(dependency);
    assertThat(file(fleet, "tenants/staging/dns.yaml")).contains(dependency);
    assertThat(policies(fleet)).doesNotContain("\n  dependsOn:");
  }

  @Test
  void clusterWithoutTenantsHasNoPolicy() {
    assertThat(policies(Fleets.of(Fleets.staging().build()))).isEmpty();
  }

  @Test
  void refusesATenantOfAnotherOrganizationUntilItIsAllowed() {
    Fleet fleet = withTenant(Organization.onGitHub("ghcr.io", "other", "fleet"));

    assertThat(stack(fleet).problems())
        .containsExactly(
            new Problem(
                "staging/Tenants/web",
                "a tenant's source must be one that the fleet allows, got 'oci://ghcr.io/other/apps/web' in OCIRepository 'web/apps'; allow it in the fleet's source policy, which has [https://github.com/acme/, oci://ghcr.io/acme/]"));

    SourcePolicyProps both = ACME.sourcePolicy().allowing("oci://ghcr.io/other/apps/");
    assertThat(stack(fleet.toBuilder().sourcePolicy(both).build()).problems()).isEmpty();
  }

  @Test
  void refusesASourceOfATenantWithoutTheSignature() {
    KubernetesObject second =
        KubernetesObject.of(
            "source.toolkit.fluxcd.io/v1",
            "OCIRepository",
            "web",
            "second",
            Ordered.map("spec", Ordered.map("interval", "1h", "url", "oci://ghcr.io/acme/jobs")));
    Fleet fleet =
        Fleets.of(Fleets.staging().addObject(second).build()).toBuilder()
            .addTenant(withTenant(ACME).workloads().tenants().get(0))
            .build();

    assertThat(stack(fleet).problems())
        .extracting(Problem::toString)
        .singleElement()
        .asString()
        .contains(
            "a tenant's source must demand a signature that the fleet wants below 'oci://ghcr.io/acme/', got 'nobody' in OCIRepository 'web/second'; set spec.verify to one of [^https://token\\.actions\\.githubusercontent\\.com$ ^https://github\\.com/acme/apps/\\.github/workflows/push-web\\.yaml@refs/heads/main$], or allow this folder unsigned with SourcePolicyProps.allowing");
  }

  private static Fleet withTenant(Organization publisher) {
    return Fleets.of(Fleets.staging().build()).toBuilder()
        .addTenant(
            TenantProps.builder(
                    publisher
                        .artifacts("apps", "apps", ArtifactSigner::gitHubActions)
                        .artifact("web"))
                .build())
        .build();
  }

  private static String policies(Fleet fleet) {
    return file(fleet, "tenants/staging/policies.yaml");
  }

  private static String file(Fleet fleet, String path) {
    return stack(fleet).files().stream()
        .filter(file -> file.path().equals(path))
        .map(file -> file.content().text())
        .collect(Collectors.joining());
  }

  private static RenderedCluster stack(Fleet fleet) {
    return Rendering.of(fleet, fleet.clusters().get(0));
  }
}
