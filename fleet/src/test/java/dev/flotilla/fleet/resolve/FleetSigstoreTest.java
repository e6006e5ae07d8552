package dev.flotilla.fleet.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.fixture.Rendering;
import dev.flotilla.fleet.fixture.Sigstores;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.fleet.render.RenderedCluster;
import dev.flotilla.fleet.sigstore.Sigstore;
import dev.flotilla.fleet.source.OciTag;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.SyncSource;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.fleet.tenant.TenantProps;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Where a fleet, or its mirror, has a Sigstore of its own, each source is verified by it. */
class FleetSigstoreTest {
  private static final Organization ACME = Organization.onGitHub("ghcr.io", "acme", "fleet");
  private static final Sigstore SIGSTORE = Sigstores.of("acme.example");
  private static final Mirror MIRROR = Mirror.parse("ghcr.io=registry.acme.example/public");
  private static final String REF =
      "trustedRootSecretRef:\n%1$sname: trusted-root\n".formatted(" ".repeat(10));

  private static TenantProps web(Organization organization, ArtifactSigner signer) {
    return TenantProps.builder(
            organization.artifacts("apps", "apps", project -> signer).artifact("web"))
        .namespaces("web", "web-jobs")
        .build();
  }

  private static Fleet fleet() {
    PlatformComponent monitoring =
        PlatformComponent.builder(
                ACME.artifacts("infra", "infra", ArtifactSigner::gitHubActions)
                    .artifact("monitoring"))
            .build();
    Cluster staging =
        Fleets.staging()
            .addComponentSet(ComponentSetProps.of("infra", monitoring))
            .addTenant(web(ACME, ArtifactSigner.gitHubActions("acme/apps")))
            .build();
    return Fleets.of(staging);
  }

  private static Fleet with(Sigstore sigstore) {
    return fleet().toBuilder().sigstore(sigstore).build();
  }

  @Test
  void trustedRootOfTheFleetIsBesideEachSource() {
    RenderedCluster cluster = Rendering.of(with(SIGSTORE));

    assertThat(cluster.problems()).isEmpty();
    assertThat(Rendering.file(cluster, "clusters/staging/flux-system/flux-instance.yaml"))
        .contains("trustedRootSecretRef:\n              name: trusted-root\n");
    assertThat(Rendering.file(cluster, "clusters/staging/flux-system/trusted-root.yaml"))
        .contains("name: trusted-root\n  namespace: flux-system\n", "https://fulcio.acme.example");
    assertThat(Rendering.file(cluster, "tenants/staging/monitoring.yaml"))
        .contains("name: trusted-root\n      namespace: monitoring\n", REF);
    assertThat(Rendering.file(cluster, "tenants/staging/web.yaml"))
        .containsOnlyOnce("name: trusted-root\n      namespace: web\n")
        .containsOnlyOnce("name: trusted-root\n      namespace: web-jobs\n")
        .containsOnlyOnce(REF);
  }

  @Test
  void fleetWithoutASigstoreHasNoTrustedRoot() {
    assertThat(Rendering.of(fleet()).files())
        .allSatisfy(
            file -> {
              assertThat(file.path()).doesNotContain("trusted-root");
              assertThat(file.content().text()).doesNotContain("name: trusted-root");
            });
  }

  /** Sources of the tenant's own, below a prefix with signers, are verified by it too. */
  @Test
  void aTenantHasTheTrustedRootAlsoIfItsOwnArtifactIsSignedByKey() {
    TreeMap<String, String> keys = new TreeMap<>();
    keys.put("web", Fleets.publicKey("web"));
    Fleet fleet =
        Fleets.of(Fleets.staging().addTenant(web(ACME, ArtifactSigner.publicKeys(keys))).build())
            .toBuilder()
            .sigstore(SIGSTORE)
            .build();

    assertThat(Rendering.file(Rendering.of(fleet), "tenants/staging/web.yaml"))
        .containsOnlyOnce("name: trusted-root\n      namespace: web\n")
        .containsOnlyOnce("name: trusted-root\n      namespace: web-jobs\n")
        .containsOnlyOnce("name: cosign-key\n      namespace: web\n")
        .doesNotContain(REF);
  }

  @Test
  void aPipelineOfAPrivateGitLabIsVerifiedByIt() {
    ArtifactSigner pipeline =
        ArtifactSigner.identities(
            "https://gitlab.acme.example",
            "https://gitlab.acme.example/acme/fleet//.gitlab-ci.yml@{ref}");
    Fleet fleet = with(SIGSTORE).toBuilder().sync(FleetSync.artifactSignedBy(pipeline)).build();

    assertThat(new ChannelArtifacts(fleet, Channel.LATEST).fleet().verifications())
        .containsExactly(
            Verification.identities(
                    "https://gitlab.acme.example",
                    "https://gitlab.acme.example/acme/fleet//.gitlab-ci.yml@refs/heads/main")
                .trusting(SIGSTORE));
  }

  @Test
  void artifactsOfAMirrorAreVerifiedByItsOwnSigstore() {
    Sigstore own = Sigstores.of("mirror.example");
    Organization elsewhere = Organization.onGitHub("quay.io", "acme", "fleet");
    Fleet fleet =
        Fleets.of(
                Fleets.staging()
                    .addTenant(web(elsewhere, ArtifactSigner.gitHubActions("acme/apps")))
                    .build())
            .toBuilder()
            .sigstore(SIGSTORE)
            .sourcePolicy(ACME.sourcePolicy().allowing("oci://quay.io/acme/"))
            .mirror(MIRROR.withSigstore(own))
            .build();
    RenderedCluster cluster = Rendering.of(fleet);

    assertThat(cluster.problems()).isEmpty();
    assertThat(Rendering.file(cluster, "clusters/staging/flux-system/mirror-trusted-root.yaml"))
        .contains("https://fulcio.mirror.example");
    assertThat(Rendering.file(cluster, "clusters/staging/flux-system/trusted-root.yaml")).isEmpty();
    assertThat(Rendering.file(cluster, "tenants/staging/web.yaml"))
        .contains(REF, "name: mirror-trusted-root\n      namespace: web-jobs\n")
        .contains("https://fulcio.mirror.example", "https://fulcio.acme.example");
  }

  @Test
  void keysOfAMirrorTakeItsPlace() {
    TreeMap<String, String> keys = new TreeMap<>();
    keys.put("acme/fleet", Fleets.publicKey("fleet"));
    keys.put("acme/infra/monitoring", Fleets.publicKey("monitoring"));
    keys.put("acme/apps/web", Fleets.publicKey("web"));

    Fleet mirrored = with(SIGSTORE).toBuilder().mirror(MIRROR.withKeys(keys)).build();

    assertThat(new ChannelArtifacts(mirrored, Channel.LATEST).fleet().verifications())
        .containsExactly(Verification.publicKey(Fleets.publicKey("fleet")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MIRROR.withKeys(keys).withSigstore(SIGSTORE))
        .withMessage("a mirror must have keys or a Sigstore of its own, got both; drop one");
  }

  @Test
  void aSourceThatNamesASigstoreKeepsIt() {
    Verification partner =
        Verification.identities("https://gitlab.com", "ci@partner.example")
            .trusting(Sigstores.of("partner.example"));
    SyncSource shared =
        SyncSource.oci(
            new OciUrl("oci://ghcr.io/partner/fleet"), new OciTag("latest"), "clusters", partner);
    Fleet fleet = with(SIGSTORE).toBuilder().sync(FleetSync.from(shared)).build();

    assertThat(new ChannelArtifacts(fleet, Channel.LATEST).fleet().verifications())
        .containsExactly(partner);
  }

  @Test
  void anOlderFluxIsRefused() {
    Fleet fleet =
        with(SIGSTORE).toBuilder().fluxRelease(new FluxRelease("2.8.x", "0.59.0")).build();

    assertThat(Rendering.problems(fleet))
        .containsExactly(
            new Problem(
                "fleet",
                "a trusted root of Sigstore needs Flux 2.9 or newer, got '2.8.x'; raise the version of its Distribution"));
  }
}
