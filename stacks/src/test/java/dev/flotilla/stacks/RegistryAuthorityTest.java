package dev.flotilla.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.credential.OpaqueCredential;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.fixture.Rendering;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.fleet.resolve.ClusterResolver;
import dev.flotilla.fleet.source.OciTag;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.SyncSource;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.stacks.fixture.Applied;
import dev.flotilla.stacks.fixture.Synth;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registries whose certificates a private authority has issued. */
class RegistryAuthorityTest {
  private static final Organization ACME =
      Organization.onGitHub("registry.example", "acme", "fleet");
  private static final OpaqueCredential AUTHORITY = Credential.opaque("registry-ca", "ca.crt");
  private static final Map<String, Object> SYNC =
      Map.of("kind", "OCIRepository", "name", "flux-system");
  private static final List<Map<String, Object>> PATCH =
      List.of(
          Map.of(
              "op", "add",
              "path", "/spec/certSecretRef",
              "value", Map.of("name", "registry-ca")));

  private static Fleet.Builder fleet() {
    return Fleet.builder(ACME, new FluxRelease("2.x", "0.59.0"))
        .addRegistryAuthority("registry.example", AUTHORITY)
        .addComponentSet(
            ComponentSetProps.of(
                "infra",
                PlatformComponent.builder(
                        ACME.artifacts("infra", "infra", ArtifactSigner::gitHubActions)
                            .artifact("monitoring"))
                    .build()))
        .addTenant(
            TenantProps.builder(
                    ACME.artifacts("apps", "apps", ArtifactSigner::gitHubActions).artifact("web"))
                .namespaces("web", "jobs")
                .build())
        .addCluster(Fleets.staging().build());
  }

  private static String files(Fleet fleet) {
    return Rendering.of(fleet, fleet.clusters().get(0)).files().stream()
        .map(file -> file.content().text())
        .collect(Collectors.joining());
  }

  private static long count(String text, String part) {
    return Pattern.compile(part, Pattern.LITERAL).matcher(text).results().count();
  }

  @Test
  void sourcesOfTheRegistryTrustItsAuthority() {
    Fleet fleet = fleet().build();

    assertThat(Applied.patches(Applied.spec(fleet, "staging"))).contains(Map.entry(SYNC, PATCH));
    // Of a component, and of a tenant with two namespaces.
    assertThat(count(files(fleet), " certSecretRef:\n")).isEqualTo(2);
    assertThat(count(files(fleet), "copyFrom: flux-system/registry-ca\n")).isEqualTo(3);
    assertThat(new ClusterResolver(fleet).resolve(fleet.clusters().get(0)).credentials())
        .containsExactly(AUTHORITY);
    assertThat(Synth.json(fleet, "staging").at("/variable/registry_ca_ca_crt").isMissingNode())
        .isFalse();
  }

  @Test
  void sourcesOfOtherRegistriesDoNotTrustTheAuthority() {
    Fleet mirrored = fleet().mirror(Mirror.parse("registry.example=mirror.example/m")).build();

    assertThat(Applied.patches(Applied.spec(mirrored, "staging")))
        .doesNotContain(Map.entry(SYNC, PATCH));
    assertThat(files(mirrored)).doesNotContain("registry-ca");
  }

  @Test
  void appliesToTheHostOfTheMirror() {
    Fleet mirrored =
        fleet()
            .addRegistryAuthority("mirror.example:5000", Credential.opaque("mirror-ca", "ca.crt"))
            .mirror(Mirror.parse("registry.example=mirror.example:5000/m"))
            .build();

    assertThat(files(mirrored))
        .contains("certSecretRef:")
        .contains("copyFrom: flux-system/mirror-ca");
  }

  @Test
  void keepsTheAuthorityThatASourceNames() {
    SyncSource source =
        SyncSource.oci(
            new OciUrl("oci://registry.example/other"),
            new OciTag("latest"),
            "c",
            Verification.none());
    Fleet own = fleet().sync(FleetSync.from(source)).build();
    Fleet other =
        fleet()
            .sync(FleetSync.from(source.withOptions(source.options().withCertSecret("other-ca"))))
            .build();

    assertThat(new ClusterResolver(own).sync(own.clusters().get(0)).options().certSecret())
        .contains("registry-ca");
    assertThat(new ClusterResolver(other).sync(other.clusters().get(0)).options().certSecret())
        .contains("other-ca");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "https://registry.example", "registry.example/acme", "a:99999"})
  void refusesMalformedHost(String host) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fleet().addRegistryAuthority(host, AUTHORITY).build())
        .withMessage(
            "a registry with a private authority must be a host such as 'registry.acme.example', got '%s'",
            host);
  }

  @Test
  void refusesAKeyThatTenantsCouldReadAndTwoOfOneHost() {
    OpaqueCredential client = Credential.opaque("registry-ca", "ca.crt", "tls.crt", "tls.key");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> fleet().addRegistryAuthority("other.example", client).build())
        .withMessage(
            "the Secret with the authority of registry 'other.example' must have the key 'ca.crt' and no other, got 'ca.crt', 'tls.crt', 'tls.key' in 'registry-ca'; use Credential.opaque(\"registry-ca\", \"ca.crt\")");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fleet().addRegistryAuthority("registry.example", AUTHORITY))
        .withMessage(
            "a registry must have one private authority, got two for 'registry.example'; put both certificates into one Secret");
  }
}
