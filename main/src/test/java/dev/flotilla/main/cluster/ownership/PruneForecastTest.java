package dev.flotilla.main.cluster.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.main.cluster.ObjectId;
import java.util.List;
import org.junit.jupiter.api.Test;

class PruneForecastTest {
  private final TestFlux cluster = TestFlux.bootstrapped();

  @Test
  void namesNamespacesWithTheirVolumeClaimsBeforeTheRest() {
    assertPruned(
        "Namespace/shop",
        "PersistentVolumeClaim/shop/database",
        "ConfigMap/shop/orders",
        "GitRepository/flux-system/flux-system");
  }

  @Test
  void namesWorkloadsFirstOfAll() {
    cluster.live("apps/v1", "Deployment", "shop", "web", "");

    assertThat(cluster.pruned())
        .extracting(ObjectId::toString)
        .startsWith("Deployment/shop/web", "Namespace/shop");
  }

  @Test
  void followsWhatAKustomizationHasAppliedInTurnAndEndsInACycle() {
    sync("flux-system_apps_kustomize.toolkit.fluxcd.io_Kustomization");
    cluster.kustomization(
        "apps",
        "prune: true",
        "shop_carts__ConfigMap",
        "flux-system_flux-system_kustomize.toolkit.fluxcd.io_Kustomization");
    cluster.owned("apps", "v1", "ConfigMap", "shop", "carts", "");

    assertPruned("ConfigMap/shop/carts", "Kustomization/flux-system/apps");
  }

  @Test
  void leavesOutWhatAKustomizationKeepsWhenItIsDeleted() {
    for (String keeps : List.of("prune: false", "suspend: true, prune: true")) {
      assertKeeps(keeps);
    }
    assertKeeps("prune: true, deletionPolicy: Orphan");
  }

  @Test
  void followsADeletionPolicyThatDeletes() {
    sync("flux-system_apps_kustomize.toolkit.fluxcd.io_Kustomization");
    cluster.kustomization("apps", "prune: false, deletionPolicy: Delete", "shop_carts__ConfigMap");
    cluster.owned("apps", "v1", "ConfigMap", "shop", "carts", "");

    assertPruned("ConfigMap/shop/carts", "Kustomization/flux-system/apps");
  }

  /** The operator makes the sync itself prune. */
  @Test
  void countsTheSyncAsPruningAlsoWhileItIsSuspended() {
    cluster.kustomization("flux-system", "suspend: true, prune: false", "_shop__Namespace");

    assertPruned("Namespace/shop", "PersistentVolumeClaim/shop/database");
  }

  @Test
  void followsResourceSetsAndHelmReleases() {
    sync(
        "flux-system_apps_fluxcd.controlplane.io_ResourceSet",
        "flux-system_redis_helm.toolkit.fluxcd.io_HelmRelease");
    cluster.flux(
        "fluxcd.controlplane.io/v1",
        "ResourceSet",
        "apps",
        owner(),
        "",
        List.of("_carts__Namespace", "_kept__Namespace", "_others__Namespace"));
    String owned =
        "labels: {resourceset.fluxcd.controlplane.io/name: %s, resourceset.fluxcd.controlplane.io/namespace: flux-system}";
    cluster.live("v1", "Namespace", "", "carts", owned.formatted("apps"));
    cluster.live(
        "v1",
        "Namespace",
        "",
        "kept",
        owned.formatted("apps") + ", annotations: {fluxcd.controlplane.io/prune: Disabled}");
    cluster.live("v1", "Namespace", "", "others", owned.formatted("others"));
    cluster.flux(
        "helm.toolkit.fluxcd.io/v2",
        "HelmRelease",
        "redis",
        owner(),
        "",
        List.of("redis_redis_apps_Deployment"));
    cluster.live("apps/v1", "Deployment", "redis", "redis", "");

    assertPruned(
        "Deployment/redis/redis",
        "Namespace/carts",
        "HelmRelease/flux-system/redis",
        "ResourceSet/flux-system/apps");
  }

  @Test
  void leavesOutADisabledResourceSetsObjects() {
    sync("flux-system_apps_fluxcd.controlplane.io_ResourceSet");
    cluster.flux(
        "fluxcd.controlplane.io/v1",
        "ResourceSet",
        "apps",
        owner() + ", annotations: {fluxcd.controlplane.io/reconcile: disabled}",
        "",
        List.of("_shop__Namespace"));

    assertPruned("ResourceSet/flux-system/apps");
  }

  @Test
  void leavesOutWhatIsExemptOrNoLongerItsOwnOrGone() {
    sync("shop_exempt__ConfigMap", "shop_others__ConfigMap", "shop_gone__ConfigMap");
    cluster.live(
        "v1",
        "ConfigMap",
        "shop",
        "exempt",
        owner() + ", annotations: {kustomize.toolkit.fluxcd.io/prune: disabled}");
    cluster.owned("others", "v1", "ConfigMap", "shop", "others", "");

    assertPruned();
  }

  @Test
  void namesObjectsThatCannotBeRead() {
    sync("shop_cart_shop.example.com_Unknown");

    assertPruned("Unknown/shop/cart");
  }

  private void assertKeeps(String spec) {
    sync("flux-system_apps_kustomize.toolkit.fluxcd.io_Kustomization");
    cluster.kustomization("apps", spec, "_shop__Namespace");

    assertPruned("Kustomization/flux-system/apps");
  }

  private void sync(String... inventory) {
    cluster.kustomization("flux-system", "prune: true", inventory);
  }

  private static String owner() {
    return "labels: {kustomize.toolkit.fluxcd.io/name: flux-system, kustomize.toolkit.fluxcd.io/namespace: flux-system}";
  }

  private void assertPruned(String... ids) {
    assertThat(cluster.pruned()).extracting(ObjectId::toString).containsExactly(ids);
  }
}
