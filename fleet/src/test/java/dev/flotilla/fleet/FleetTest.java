package dev.flotilla.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.credential.RegistryCredential;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.fleet.resolve.ClusterResolver;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.tenant.TenantProps;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FleetTest {
  private final Fleet fleet = Fleets.of(Fleets.staging().build(), Fleets.prod().build());

  @Test
  void findsClusterByName() {
    assertThat(fleet.cluster("prod")).contains(Fleets.prod().build());
    assertThat(fleet.cluster("prod-eu")).isEmpty();
  }

  @Test
  void listsTheArtifactsOfAllClustersOnceWithoutTheMirror() {
    ArtifactRepository apps =
        fleet.organization().artifacts("apps", "apps", ArtifactSigner::gitHubActions);
    Fleet mirrored =
        fleet.toBuilder()
            .addTenant(TenantProps.builder(apps.artifact("web")).build())
            .mirror(Mirror.parse("ghcr.io=127.0.0.1:5000"))
            .build();

    assertThat(new ClusterResolver(mirrored).artifactUrls())
        .containsExactly(
            new OciUrl("oci://ghcr.io/acme/fleet"), new OciUrl("oci://ghcr.io/acme/apps/web"));
  }

  @Test
  void pullsWithTheCredentialAtTheMirror() {
    Fleet mirrored = fleet.toBuilder().mirror(Mirror.parse("ghcr.io=127.0.0.1:5000")).build();

    assertThat(new ClusterResolver(fleet).resolve(fleet.clusters().get(0)).credentials())
        .containsExactly(Credential.registry("ghcr-auth", "ghcr.io", "flux"));
    assertThat(new ClusterResolver(mirrored).resolve(fleet.clusters().get(0)).credentials())
        .containsExactly(Credential.registry("ghcr-auth", "127.0.0.1:5000", "flux"));
  }

  @Test
  void pullsWithoutCredentialUnlessOneIsDeclared() {
    Fleet open =
        Fleet.builder(fleet.organization(), fleet.fluxRelease())
            .addCluster(Fleets.staging().build())
            .build();

    assertThat(new ClusterResolver(open).resolve(open.clusters().get(0)).credentials()).isEmpty();
    assertThat(new ClusterResolver(open).sync(open.clusters().get(0)).options().credential())
        .isEmpty();
  }

  @Test
  void givesEachClusterTheFleetsCredentialsAndItsOwn() {
    Credential decryption = Credential.opaque("sops-age", "age.agekey");
    Credential git = Credential.gitBasic("git-auth", "flux");
    RegistryCredential charts = Credential.registry("charts", "ghcr.io", "reader");
    Fleet many =
        Fleets.of(
                Fleets.staging().addCredential(git).addCredential(charts).build(),
                Fleets.prod().build())
            .toBuilder()
            .addCredential(decryption)
            .build();
    RegistryCredential pull = many.pullCredential().orElseThrow();

    assertThat(new ClusterResolver(many).resolve(many.clusters().get(0)).credentials())
        .containsExactly(pull, decryption, git, charts);
    assertThat(new ClusterResolver(many).resolve(many.clusters().get(1)).credentials())
        .containsExactly(pull, decryption);

    Fleet mirrored = many.toBuilder().mirror(Mirror.parse("ghcr.io=registry.acme.example")).build();
    assertThat(new ClusterResolver(mirrored).resolve(many.clusters().get(0)).credentials())
        .contains(Credential.registry("charts", "registry.acme.example", "reader"));
  }

  @Test
  void contentFindsAMirroredRegistryByTheSameVariableAsTheRegistryItself() {
    Fleet direct = Fleets.of(Fleets.staging().addVariable("REGISTRY_GHCR_IO", "ghcr.io").build());
    Fleet mirrored = direct.toBuilder().mirror(Mirror.parse("ghcr.io=127.0.0.1:5000/hub")).build();

    assertThat(registryOf(direct)).isEqualTo("ghcr.io");
    assertThat(registryOf(mirrored)).isEqualTo("127.0.0.1:5000/hub");
    assertThat(registryOf(Fleets.of(Fleets.staging().build()))).isNull();
  }

  private static @Nullable String registryOf(Fleet some) {
    return new ClusterResolver(some)
        .resolve(some.clusters().get(0))
        .runtimeInfo()
        .variables()
        .get("REGISTRY_GHCR_IO");
  }

  @Test
  void toBuilderKeepsEveryValue() {
    Fleet mirrored = fleet.toBuilder().mirror(Mirror.parse("ghcr.io=127.0.0.1:5000")).build();

    assertThat(mirrored.toBuilder().build()).isEqualTo(mirrored);
    Fleet older = mirrored.toBuilder().fluxRelease(new FluxRelease("2.9.x", "0.58.1")).build();
    assertThat(older.fluxRelease()).isEqualTo(new FluxRelease("2.9.x", "0.58.1"));
    assertThat(older).isNotEqualTo(mirrored);
    assertThat(older.toBuilder().fluxRelease(mirrored.fluxRelease()).build()).isEqualTo(mirrored);
  }

  @Nested
  class Environments {
    @Test
    void stagingFollowsTheMainBranch() {
      assertThat(Environment.STAGING)
          .isEqualTo(new Environment("staging", Channel.LATEST, GitRef.branch("main")));
      assertThat(Channel.LATEST.tag()).hasToString("latest");
    }

    @Test
    void productionFollowsReleases() {
      assertThat(Environment.PRODUCTION)
          .isEqualTo(new Environment("production", Channel.LATEST_STABLE, GitRef.semverTags()));
      assertThat(Channel.LATEST_STABLE.tag()).hasToString("latest-stable");
    }

    @Test
    void refusesMalformedName() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Environment("Pre Prod", Channel.LATEST, GitRef.branch("main")))
          .withMessage(
              "the name of an environment must be an RFC 1123 label (lower-case letters, digits, '-', at most 63 characters), got 'Pre Prod'");
    }
  }

  @Nested
  class FluxReleases {
    @Test
    void refusesMalformedFluxVersion() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new FluxRelease("newest", "0.59.0"))
          .withMessage(
              "a Flux version must be a semver version or range such as '2.x' or '2.9.4', got 'newest'");
    }

    @Test
    void refusesOperatorVersionThatIsNotExact() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new FluxRelease("2.x", "0.58.x"))
          .withMessage(
              "the version of the Flux Operator chart must be exact, such as '0.59.0', got '0.58.x'");
    }
  }
}
