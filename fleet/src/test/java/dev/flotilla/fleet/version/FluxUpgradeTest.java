package dev.flotilla.fleet.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FluxUpgradeTest {
  private static final FluxUpgrade NEWEST = new FluxUpgrade("2.9.5", "0.59.0", true);

  private static ClusterVersions cluster(
      String kubernetes, String flux, String operator, String definition, String... stored) {
    TreeMap<String, List<String>> versions = new TreeMap<>();
    versions.put(definition, List.of(stored));
    return new ClusterVersions(kubernetes, flux, operator, versions);
  }

  @Test
  void versionsThatGoTogetherAreAccepted() {
    ClusterVersions cluster =
        cluster(
            "v1.31.0+k3s1", "v2.8.8@sha256:1", "v0.58.1", "buckets.source.toolkit.fluxcd.io", "v1");

    assertThat(NEWEST.problems(true)).isEmpty();
    assertThat(NEWEST.problems(cluster)).isEmpty();
    assertThat(NEWEST.downgrades(cluster)).isEmpty();
  }

  @Test
  void operatorWithoutTheManifestsOfThatFluxIsRefused() {
    FluxUpgrade old = new FluxUpgrade("2.9.5", "0.52.9", true);

    assertThat(old.problems(true))
        .containsExactly(
            "Flux '2.9.5' needs the Flux Operator 0.53.0 or newer, which has its manifests, got '0.52.9'; raise the operator's version in FluxRelease, and publish another release");
    assertThat(new FluxUpgrade("2.9.5", "0.52.9", false).problems(true)).isEmpty();
  }

  @Test
  void fluxThatCannotVerifyWhatIsSignedIsRefused() {
    FluxUpgrade old = new FluxUpgrade("2.7.5", "0.59.0", true);

    assertThat(old.problems(true))
        .containsExactly(
            "Flux '2.7.5' cannot verify what cosign 3 signs, as 'publish' does; raise Flux to 2.8 or newer in FluxRelease, and publish another release");
    assertThat(old.problems(false)).isEmpty();
  }

  @Test
  void clusterWithAnOlderKubernetesIsRefused() {
    assertThat(
            NEWEST.problems(
                cluster("v1.30.9", "v2.8.8", "v0.59.0", "buckets.source.toolkit.fluxcd.io", "v1")))
        .containsExactly(
            "Flux '2.9.5' needs Kubernetes 1.31 or newer, got 'v1.30.9'; upgrade the cluster first");
  }

  @Test
  void objectsInAVersionThatIsGoneNeedTheFluxBetween() {
    String receivers = "receivers.notification.toolkit.fluxcd.io";

    assertThat(NEWEST.problems(cluster("v1.37.2", "v2.6.4", "v0.59.0", receivers, "v1", "v1beta2")))
        .containsExactly(
            "Flux '2.9.5' no longer has version 'v1beta2' of 'receivers.notification.toolkit.fluxcd.io', in which the cluster has objects stored; roll out Flux 2.8 first, with which the operator stores them anew");
    assertThat(NEWEST.problems(cluster("v1.37.2", "v2.8.8", "v0.59.0", receivers, "v1", "v1beta2")))
        .singleElement()
        .asString()
        .endsWith(
            "stored; have them stored anew with 'flux-operator -n flux-system reconcile instance flux --force'");
  }

  @Test
  void lowerVersionsAreNamed() {
    FluxUpgrade lower = new FluxUpgrade("2.9.4", "0.58.1", true);

    assertThat(
            lower.downgrades(
                cluster("v1.37.2", "v2.9.5", "v0.59.0", "buckets.source.toolkit.fluxcd.io", "v1")))
        .containsExactly(
            "Flux must not be lowered, because it may not read what the newer has stored, got '2.9.4' where 'v2.9.5' runs; publish a release with that, or add --allow-downgrade",
            "the Flux Operator must not be lowered, because it may not read what the newer has stored, got '0.58.1' where 'v0.59.0' runs; publish a release with that, or add --allow-downgrade");
  }

  @Test
  void versionsThatNobodyKnowsAreNotJudged() {
    ClusterVersions unknown = cluster("", "", "", "widgets.acme.example", "v1alpha1");

    assertThat(new FluxUpgrade("2.99.0", "0.1.0", true).problems(true)).isEmpty();
    assertThat(NEWEST.problems(unknown)).isEmpty();
    assertThat(NEWEST.downgrades(unknown)).isEmpty();
  }
}
