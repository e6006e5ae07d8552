package dev.flotilla.main.cluster.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.main.cluster.ObjectId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForeignFluxRefusalTest {
  private final TestFlux cluster = TestFlux.bootstrapped();

  @Test
  void namesTheSyncTheObjectsToBeDeletedAndTheCommands() {
    assertThat(message(cluster, "admin@staging"))
        .isEqualTo(
            """
            the cluster at https://10.0.0.1:6443 must be 'staging', but has the Flux of somebody else; nothing was changed
            wanted: oci://ghcr.io/acme/fleet, path clusters/staging
            got:    Kustomization/flux-system/flux-system from ssh://git@github.com/acme/old-fleet, path ./clusters/my-cluster
            a deploy would make Flux delete these, with all that is in them and all that they have applied:
              Namespace/shop
              PersistentVolumeClaim/shop/database
              ConfigMap/shop/orders
              GitRepository/flux-system/flux-system
            check the context; if it is the right cluster, release it, which deletes nothing that its Flux has applied, and run 'flotilla diff staging' again:
              kubectl --context admin@staging patch kustomization flux-system --namespace flux-system --type merge --patch '{"spec":{"suspend":true,"deletionPolicy":"Orphan"}}' --field-manager flotilla
              kubectl --context admin@staging delete kustomization flux-system --namespace flux-system
              kubectl --context admin@staging delete gitrepository flux-system --namespace flux-system""");
  }

  @Test
  void namesSourcesThatNothingApplies() {
    TestFlux released = new TestFlux();
    released.source("OCIRepository", "flux-system", "url: 'oci://ghcr.io/acme/old-fleet'");

    assertThat(message(released, "staging"))
        .endsWith(
            """
            got:    OCIRepository/flux-system/flux-system from oci://ghcr.io/acme/old-fleet
            check the context; if it is the right cluster, release it, which deletes nothing that its Flux has applied, and run 'flotilla diff staging' again:
              kubectl --context staging delete ocirepository flux-system --namespace flux-system""");
  }

  @Test
  void namesAtMostTenOfAKind() {
    IntStream.range(0, 12)
        .forEach(number -> cluster.kustomization("k" + number, "path: p" + number));

    assertThat(message(cluster, "staging").lines().filter(line -> line.startsWith("got: ")))
        .hasSize(11)
        .endsWith("got:    and 3 more");
    assertThat(
            message(cluster, "staging")
                .lines()
                .filter(line -> line.contains(" delete kustomization ")))
        .hasSize(10);
  }

  @Test
  void releasesTheFluxInstanceLastAndStopsItFirst() {
    TestFlux other = new TestFlux();
    other.flux(
        "fluxcd.controlplane.io/v1",
        "FluxInstance",
        "flux",
        "",
        "sync: {url: 'oci://ghcr.io/acme/old', path: p}",
        List.of());
    other.flux("fluxcd.controlplane.io/v1", "ResourceSet", "apps", "", "", List.of());
    other.flux("helm.toolkit.fluxcd.io/v2", "HelmRelease", "web", "", "", List.of());
    other.release("flux-system", "flux-operator");
    other.deployment("gitops", "helm-controller");

    assertThat(message(other, "it's here"))
        .isEqualTo(
            """
            the cluster at https://10.0.0.1:6443 must be 'staging', but has the Flux of somebody else; nothing was changed
            wanted: oci://ghcr.io/acme/fleet, path clusters/staging
            got:    FluxInstance/flux-system/flux from oci://ghcr.io/acme/old, path p
            got:    ResourceSet/flux-system/apps
            got:    HelmRelease/flux-system/web
            got:    Helm release 'flux-operator' of namespace 'flux-system', which has Deployment/flux-system/flux-operator
            got:    Deployment/gitops/helm-controller
            check the context; if it is the right cluster, release it, which deletes nothing that its Flux has applied, and run 'flotilla diff staging' again:
              kubectl --context 'it'\\''s here' annotate fluxinstance flux --namespace flux-system fluxcd.controlplane.io/reconcile=disabled --overwrite --field-manager flotilla
              kubectl --context 'it'\\''s here' annotate resourceset apps --namespace flux-system fluxcd.controlplane.io/reconcile=disabled --overwrite --field-manager flotilla
              kubectl --context 'it'\\''s here' delete resourceset apps --namespace flux-system
              kubectl --context 'it'\\''s here' patch helmrelease web --namespace flux-system --type merge --patch '{"spec":{"suspend":true}}' --field-manager flotilla
              kubectl --context 'it'\\''s here' delete helmrelease web --namespace flux-system
              kubectl --context 'it'\\''s here' delete fluxinstance flux --namespace flux-system
              kubectl --context 'it'\\''s here' delete secret --namespace flux-system --selector owner=helm,name=flux-operator
              kubectl --context 'it'\\''s here' delete deployment helm-controller --namespace gitops""");
  }

  private static String message(TestFlux cluster, String context) {
    ForeignFlux foreign = cluster.foreign();
    List<ObjectId> pruned = foreign.sync().isEmpty() ? List.of() : cluster.pruned();
    return new ForeignFluxRefusal(foreign, pruned)
        .failure("https://10.0.0.1:6443", "staging", context, TestFlux.WANTED)
        .getMessage();
  }
}
