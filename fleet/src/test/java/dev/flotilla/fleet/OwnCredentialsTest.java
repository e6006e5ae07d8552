package dev.flotilla.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.credential.RegistryCredential;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.fixture.Rendering;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Yaml;
import dev.flotilla.fleet.object.FleetFile;
import dev.flotilla.fleet.resolve.ClusterResolver;
import dev.flotilla.fleet.tenant.TenantProps;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which credentials tenants can read. */
class OwnCredentialsTest {
  private static final Organization ACME =
      Organization.onGitHub("registry.example", "acme", "fleet");
  private static final RegistryCredential FLEETS =
      Credential.registry("fleet-auth", "registry.example", "fleet");

  @Test
  void tenantHasTheCredentialOfItsArtifactInsteadOfTheFleets() {
    Fleet fleet = fleet(apps().withOwnCredentials("robot$acme+{artifact}"));

    assertThat(of("web", fleet))
        .contains("apps-web-pull")
        .doesNotContain("fleet-auth", "apps-shop");
    assertThat(of("shop", fleet)).contains("apps-shop-pull").doesNotContain("fleet-auth");
    assertThat(of("monitoring", fleet)).contains("fleet-auth");
    assertThat(new ClusterResolver(fleet).resolve(fleet.clusters().get(0)).credentials())
        .containsExactly(
            FLEETS,
            Credential.registry("apps-web-pull", "registry.example", "robot$acme+web"),
            Credential.registry("apps-shop-pull", "registry.example", "robot$acme+shop"));
  }

  @Test
  void tenantWithoutACredentialHasACopyOfTheFleets() {
    assertThat(of("web", fleet(apps()))).contains("fleet-auth").doesNotContain("pull");
  }

  private static ArtifactRepository apps() {
    return ACME.artifacts("apps", "apps", ArtifactSigner::gitHubActions);
  }

  private static Fleet fleet(ArtifactRepository apps) {
    PlatformComponent monitoring =
        PlatformComponent.builder(
                ACME.artifacts("infra", "infra", ArtifactSigner::gitHubActions)
                    .artifact("monitoring"))
            .build();
    return Fleet.builder(ACME, new FluxRelease("2.x", "0.59.0"))
        .pullCredential(FLEETS)
        .addComponentSet(ComponentSetProps.of("infra", monitoring))
        .addTenant(TenantProps.builder(apps.artifact("web")).namespaces("web", "jobs").build())
        .addTenant(TenantProps.builder(apps.artifact("shop")).build())
        .addCluster(Fleets.staging().build())
        .build();
  }

  /** Returns all that one ResourceSet applies, as text. */
  private static String of(String set, Fleet fleet) {
    List<KubernetesObject> objects =
        Rendering.of(fleet, fleet.clusters().get(0)).files().stream()
            .map(FleetFile::content)
            .flatMap(content -> content.sets().stream())
            .filter(found -> found.name().equals(set))
            .flatMap(found -> found.resources().stream())
            .toList();
    StringBuilder text = new StringBuilder();
    objects.forEach(object -> text.append(Yaml.write(object.toMap())));
    return text.toString();
  }
}
