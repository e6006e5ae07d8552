package dev.flotilla.main.cluster.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.main.cluster.ObjectId;
import dev.flotilla.main.cluster.flux.SyncTarget;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ForeignFluxTest {
  private static final String INVENTORY_OF_TENANTS =
      "flux-system_tenants_kustomize.toolkit.fluxcd.io_Kustomization";

  private final TestFlux cluster = TestFlux.bootstrapped();

  @Test
  void foreignFluxIsEmptyOnAnEmptyCluster() {
    assertThat(new TestFlux().foreign().isEmpty()).isTrue();
  }

  @Test
  void foreignFluxIsEmptyWhereControllersHaveNothingToApply() {
    TestFlux installed = new TestFlux();
    installed.deployment("flux-system", "source-controller");

    assertThat(installed.foreign().isEmpty()).isTrue();
    assertThat(installed.foreign().controllers()).containsExactly("source-controller");
  }

  @Nested
  class Sources {
    @Test
    void includesAllThatARemovedFluxHasLeft() {
      TestFlux released = new TestFlux();
      released.git("flux-system", "https://github.com/acme/old-fleet");
      released.source("OCIRepository", "flux-system", "url: 'oci://ghcr.io/acme/old-fleet'");
      released.source("ExternalArtifact", "made", "");
      released.source("HelmRepository", "charts", "url: 'https://charts.acme.example'");

      assertThat(released.foreign().sources())
          .extracting(ObjectId::toString)
          .containsExactly(
              "ExternalArtifact/flux-system/made",
              "GitRepository/flux-system/flux-system",
              "OCIRepository/flux-system/flux-system");
      assertThat(released.foreign().isEmpty()).isFalse();
    }

    @Test
    void excludesTheSourcesOfAnInterruptedBootstrap() {
      TestFlux begun = new TestFlux();
      begun.source("OCIRepository", "flux-system", "url: '" + TestFlux.WANTED.url() + "'");

      assertThat(begun.foreign().isEmpty()).isTrue();

      begun.source("OCIRepository", "web", "url: '" + TestFlux.WANTED.url() + "'");
      assertThat(begun.foreign().sources()).hasSize(1);
    }

    @Test
    void sourcesAreNotForeignWhereTheClustersOwnSyncHasApplied() {
      syncs("oci://ghcr.io/acme/fleet", "clusters/staging");
      cluster.git("podinfo", "https://github.com/stefanprodan/podinfo");

      assertThat(cluster.foreign().isEmpty()).isTrue();
    }
  }

  @Test
  void includesASyncOfAnotherAddressOrPath() {
    assertThat(appliers()).containsExactly("Kustomization/flux-system/flux-system");

    syncs("oci://ghcr.io/acme/fleet", "clusters/production");
    assertThat(appliers()).containsExactly("Kustomization/flux-system/flux-system");

    syncs("oci://ghcr.io/other/fleet", "clusters/staging");
    assertThat(appliers()).containsExactly("Kustomization/flux-system/flux-system");
  }

  @Test
  void excludesWhatTheClustersOwnSyncHasApplied() {
    syncs("oci://ghcr.io/acme/fleet", "./clusters/staging/", INVENTORY_OF_TENANTS);
    cluster.kustomization(
        "tenants",
        "path: tenants",
        "flux-system_web_fluxcd.controlplane.io_ResourceSet",
        "flux-system_flux-operator_helm.toolkit.fluxcd.io_HelmRelease");
    cluster.flux("fluxcd.controlplane.io/v1", "ResourceSet", "web", "", "", List.of());
    cluster.flux("helm.toolkit.fluxcd.io/v2", "HelmRelease", "flux-operator", "", "", List.of());
    cluster.release("flux-system", "flux-operator");
    cluster.release("flux-system", "flux-operator-bootstrap");
    cluster.release("flux-system", "flux-bootstrap");

    assertThat(appliers()).isEmpty();
    assertThat(cluster.foreign().isEmpty()).isTrue();
  }

  /** A bootstrap replaces a source that has its sync's name. */
  @Test
  void includesAKustomizationBesideTheClustersOwnSync() {
    syncs("oci://ghcr.io/acme/fleet", "clusters/staging");
    cluster.kustomization("mine", "path: mine");

    assertThat(appliers()).containsExactly("Kustomization/flux-system/mine");
  }

  @Nested
  class Order {
    @Test
    void removalOrderHasTheInstanceFirstAndEachBeforeWhatItHasApplied() {
      cluster.kustomization(
          "apps", "path: apps", "flux-system_web_helm.toolkit.fluxcd.io_HelmRelease");
      cluster.kustomization(
          "flux-system", "path: p", "flux-system_apps_kustomize.toolkit.fluxcd.io_Kustomization");
      cluster.flux("helm.toolkit.fluxcd.io/v2", "HelmRelease", "web", "", "", List.of());
      instance(cluster);

      assertThat(appliers())
          .containsExactly(
              "FluxInstance/flux-system/flux",
              "Kustomization/flux-system/flux-system",
              "Kustomization/flux-system/apps",
              "HelmRelease/flux-system/web");
    }

    @Test
    void includesObjectsThatHaveAppliedEachOther() {
      cluster.kustomization(
          "a", "path: a", "flux-system_b_kustomize.toolkit.fluxcd.io_Kustomization");
      cluster.kustomization(
          "b", "path: b", "flux-system_a_kustomize.toolkit.fluxcd.io_Kustomization");

      assertThat(appliers())
          .containsExactly(
              "Kustomization/flux-system/flux-system",
              "Kustomization/flux-system/a",
              "Kustomization/flux-system/b");
    }
  }

  @Test
  void includesAFluxInstanceOfAnyNameAndSync() {
    TestFlux other = new TestFlux();
    instance(other);

    assertThat(other.foreign().appliers())
        .extracting(applier -> other.foreign().sync(applier))
        .containsExactly(new SyncTarget("https://github.com/acme/old", "main", "clusters/old"));
    assertThat(other.foreign().isEmpty()).isFalse();
  }

  @Test
  void includesAHelmReleaseOfTheOperatorThatAUserHasInstalled() {
    TestFlux other = new TestFlux();
    other.release("flux-system", "flux-operator");

    assertThat(other.foreign().releases()).hasSize(1);
    assertThat(other.foreign().isEmpty()).isFalse();
  }

  @Test
  void includesAFluxInAnotherNamespace() {
    TestFlux other = new TestFlux();
    other.deployment("gitops", "kustomize-controller");

    assertThat(other.foreign().deploymentsElsewhere())
        .extracting(ObjectId::toString)
        .containsExactly("Deployment/gitops/kustomize-controller");
    assertThat(other.foreign().isEmpty()).isFalse();
  }

  @Test
  void knowsWhereAnySourceFetchesFrom() {
    cluster.source("Bucket", "flux-system", "endpoint: minio.acme.example");
    cluster.flux(
        "kustomize.toolkit.fluxcd.io/v1",
        "Kustomization",
        "flux-system",
        "",
        "sourceRef: {kind: Bucket, name: flux-system}, path: ./x",
        List.of());
    cluster.flux(
        "kustomize.toolkit.fluxcd.io/v1",
        "Kustomization",
        "gone",
        "",
        "sourceRef: {kind: OCIRepository, name: gone}",
        List.of());

    assertThat(cluster.foreign().appliers())
        .extracting(applier -> cluster.foreign().sync(applier))
        .containsExactly(
            new SyncTarget("minio.acme.example", "", "./x"),
            new SyncTarget("OCIRepository/flux-system/gone", "", ""));
  }

  private static void instance(TestFlux cluster) {
    cluster.flux(
        "fluxcd.controlplane.io/v1",
        "FluxInstance",
        "flux",
        "",
        "sync: {url: 'https://github.com/acme/old', ref: main, path: clusters/old}",
        List.of());
  }

  private void syncs(String url, String path, String... inventory) {
    cluster.git("flux-system", url);
    cluster.kustomization("flux-system", "path: " + path, inventory);
  }

  private List<String> appliers() {
    return cluster.foreign().appliers().stream().map(applier -> applier.id().toString()).toList();
  }
}
