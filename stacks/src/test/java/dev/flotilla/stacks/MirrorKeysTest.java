package dev.flotilla.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.Artifact;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.fixture.Rendering;
import dev.flotilla.fleet.object.FleetFile;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.fleet.resolve.ClusterResolver;
import dev.flotilla.fleet.source.OciSource;
import dev.flotilla.fleet.source.OciTag;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.SyncSource;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.fleet.version.Version;
import dev.flotilla.stacks.fixture.Synth;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a mirror serves is signed by keys of the mirror's own. */
class MirrorKeysTest {
  private static final String FLEET_KEY = Fleets.publicKey("fleet");
  private static final String WEB_KEY = Fleets.publicKey("web");
  private static final Mirror MIRROR = Mirror.parse("ghcr.io=registry.acme.example/public");

  private final Cluster staging = Fleets.staging().addTenant(web("ghcr.io")).build();

  @Test
  void syncOfAClusterIsVerifiedWithTheKeyOfTheFleetArtifact() {
    Fleet fleet = signed(staging, "acme/fleet", FLEET_KEY, "acme/apps/web", WEB_KEY);

    assertThat(new ClusterResolver(fleet).sync(staging))
        .isInstanceOfSatisfying(
            OciSource.class,
            sync -> assertThat(sync.verification()).isEqualTo(Verification.publicKey(FLEET_KEY)));
  }

  @Test
  void keyOfTheFleetArtifactIsThereBeforeTheFirstSyncAndThenFluxs() {
    Fleet fleet = signed(staging, "acme/fleet", FLEET_KEY, "acme/apps/web", WEB_KEY);

    assertThat(Synth.json(fleet, "staging").at("/resource/helm_release/flux/values/1").textValue())
        .contains("name: cosign-key\n", "namespace: flux-system\n", "    fleet\n");
    assertThat(file(fleet, "clusters/staging/flux-system/cosign-key.yaml"))
        .contains("name: cosign-key\n", "namespace: flux-system\n", "    fleet\n");
  }

  @Test
  void clusterWithoutKeysHasNoSecretForThem() {
    Fleet fleet = Fleets.of(staging).toBuilder().mirror(MIRROR).build();

    assertThat(Synth.json(fleet, "staging").at("/resource/helm_release/flux/values")).hasSize(1);
    assertThat(file(fleet, "clusters/staging/flux-system/cosign-key.yaml")).isEmpty();
  }

  @Test
  void artifactIsVerifiedWithItsKeyAndNotBySignerOfTheOriginal() {
    Fleet fleet = signed(staging, "acme/fleet", FLEET_KEY, "acme/apps/web", WEB_KEY);

    assertThat(file(fleet, "tenants/staging/web.yaml"))
        .contains(
            "    web\n", "url: oci://registry.acme.example/public/acme/apps/web\n", "secretRef:\n")
        .doesNotContain("matchOIDCIdentity");
  }

  @Test
  void pinnedReleaseIsVerifiedWithTheKeyToo() {
    Cluster pinned =
        Fleets.staging()
            .addTenant(web("ghcr.io"))
            .pin((Artifact) web("ghcr.io").source(), new Version(1, 2, 3))
            .build();
    Fleet fleet = signed(pinned, "acme/fleet", FLEET_KEY, "acme/apps/web", WEB_KEY);

    assertThat(file(fleet, "tenants/staging/web.yaml"))
        .contains("tag: v1.2.3\n", "secretRef:\n")
        .doesNotContain("matchOIDCIdentity");
  }

  @Test
  void artifactOfAnotherRegistryKeepsItsSigner() {
    Cluster elsewhere = Fleets.staging().addTenant(web("quay.io")).build();
    Fleet fleet = signed(elsewhere, "acme/fleet", FLEET_KEY);

    assertThat(Rendering.problems(fleet)).isEmpty();
    assertThat(file(fleet, "tenants/staging/web.yaml")).contains("matchOIDCIdentity");
  }

  @Test
  void anySyncFromTheMirrorIsVerifiedWithItsKey() {
    SyncSource shared =
        SyncSource.oci(
            new OciUrl("oci://ghcr.io/acme/shared"),
            new OciTag("latest"),
            "clusters",
            Verification.none());
    Fleet fleet =
        signed(Fleets.staging().build(), "acme/shared", FLEET_KEY).toBuilder()
            .sync(FleetSync.from(shared))
            .build();

    assertThat(Rendering.problems(fleet)).isEmpty();
    assertThat(new ClusterResolver(fleet).sync(fleet.clusters().get(0)))
        .isInstanceOfSatisfying(
            OciSource.class,
            sync -> assertThat(sync.verification()).isEqualTo(Verification.publicKey(FLEET_KEY)));
  }

  @Test
  void reportsEachArtifactWithoutKeyOnce() {
    Fleet fleet =
        Fleets.of(staging, Fleets.prod().addTenant(web("ghcr.io")).build()).toBuilder()
            .mirror(MIRROR.withKeys(keys("acme/other", Fleets.publicKey("other"))))
            .build();

    assertThat(Rendering.problems(fleet))
        .containsExactly(
            new Problem(
                "mirror",
                "a mirror with keys must have one for each artifact that it serves, got none for 'acme/fleet'; add its public key"),
            new Problem(
                "mirror",
                "a mirror with keys must have one for each artifact that it serves, got none for 'acme/apps/web'; add its public key"));
  }

  @Test
  void refusesOneKeyForTwoArtifacts() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> MIRROR.withKeys(keys("acme/fleet", FLEET_KEY, "acme/apps/web", FLEET_KEY)))
        .withMessage(
            "each artifact must have a key of its own, got one for 'acme/apps/web' and 'acme/fleet'; create another key pair for one of them");
  }

  @Test
  void refusesAPrivateKeyWithoutShowingIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                MIRROR.withKeys(
                    keys("acme/fleet", "-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----")))
        .withMessage(
            "the public key of artifact 'acme/fleet' must be PEM text, from '-----BEGIN PUBLIC KEY-----' to '-----END PUBLIC KEY-----'");
  }

  private static Fleet signed(Cluster cluster, String... keys) {
    return Fleets.of(cluster).toBuilder().mirror(MIRROR.withKeys(keys(keys))).build();
  }

  private static TenantProps web(String registry) {
    return TenantProps.builder(
            Organization.onGitHub(registry, "acme", "fleet")
                .artifacts("apps", "apps", ArtifactSigner::gitHubActions)
                .artifact("web"))
        .build();
  }

  private static SortedMap<String, String> keys(String... pairs) {
    SortedMap<String, String> keys = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      keys.put(pairs[i], pairs[i + 1]);
    }
    return keys;
  }

  private static String file(Fleet fleet, String path) {
    return Rendering.of(fleet, fleet.cluster("staging").orElseThrow()).files().stream()
        .filter(file -> file.path().equals(path))
        .map(FleetFile::content)
        .map(FleetFile.Content::text)
        .collect(Collectors.joining());
  }
}
