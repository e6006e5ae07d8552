package dev.flotilla.main.review.danger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeletionRuleTest {
  private static final String NAMESPACE =
      "- {apiVersion: v1, kind: Namespace, metadata: {name: web}}";
  private static final String KEPT =
      "- {apiVersion: v1, kind: Namespace, metadata: {name: web, annotations: {fluxcd.controlplane.io/prune: disabled}}}";
  private static final String CLAIM =
      "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data, namespace: web}}\n";

  @Test
  void namespaceTakesAllInItAlongUnlessItIsKept() {
    assertThat(DangerCase.inSet(NAMESPACE, ""))
        .containsExactly("deleted: Namespace/web is deleted, with everything in it");
    assertThat(DangerCase.inSet(KEPT, "")).isEmpty();
    assertThat(DangerCase.inSet("", NAMESPACE)).isEmpty();
  }

  @Test
  void volumeTakesItsDataAlongUnlessItsKustomizationDoesNotPrune() {
    String tenants =
        """
        ---
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata: {name: tenants, namespace: flux-system}
        spec: {prune: %s}
        """;
    String path = "tenants/prod/data.yaml";

    assertThat(DangerCase.ofFile(path, CLAIM + tenants.formatted(true), tenants.formatted(true)))
        .containsExactly(
            "deleted: PersistentVolumeClaim/web/data is deleted, and the data with it unless its class retains them");
    assertThat(DangerCase.ofFile(path, CLAIM + tenants.formatted(false), tenants.formatted(false)))
        .isEmpty();
    assertThat(
            DangerCase.ofFile(
                path,
                CLAIM.replace(
                    "name: data",
                    "name: data, labels: {kustomize.toolkit.fluxcd.io/prune: disabled}"),
                ""))
        .isEmpty();
  }

  @Test
  void movedVolumeIsNotDeleted() {
    String other = "- {apiVersion: v1, kind: Other, metadata: {name: a}}\n";

    assertThat(DangerCase.inSet("- " + CLAIM + other, other + "- " + CLAIM)).isEmpty();
  }

  @Test
  void kustomizationTakesItsContentAlongUnlessItIsOrphaned() {
    assertThat(DangerCase.inSet(kustomization("prune: true"), ""))
        .containsExactly(
            "deleted: Kustomization/web/apps is deleted, with everything that it has applied");
    assertThat(DangerCase.inSet(kustomization("prune: false, deletionPolicy: Delete"), ""))
        .hasSize(1);
    assertThat(DangerCase.inSet(kustomization("prune: true, deletionPolicy: Orphan"), ""))
        .isEmpty();
    assertThat(DangerCase.inSet(kustomization("prune: false"), "")).isEmpty();
  }

  @Test
  void newPathOfAKustomizationDeletesWhatItDoesNotHave() {
    assertThat(
            DangerCase.inSet(
                kustomization("prune: true, path: ./a"), kustomization("prune: true, path: ./b")))
        .containsExactly(
            "deleted: Kustomization/web/apps deletes what it does not find by its new path");
    assertThat(
            DangerCase.inSet(
                kustomization("prune: false, path: ./a"), kustomization("prune: false, path: ./b")))
        .isEmpty();
    assertThat(
            DangerCase.inSet(
                kustomization("prune: true, interval: 1m"),
                kustomization("prune: true, interval: 2m")))
        .isEmpty();
  }

  @Test
  void releaseAndDefinitionTakeWhatTheyStandForAlong() {
    assertThat(
            DangerCase.inSet(
                """
                - {apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease, metadata: {name: a, namespace: web}}
                - {apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: b}}
                - {apiVersion: v1, kind: ConfigMap, metadata: {name: c, namespace: web}}
                """,
                ""))
        .containsExactly(
            "deleted: CustomResourceDefinition/b is deleted, with all objects of its kind",
            "deleted: HelmRelease/web/a is deleted, and its release is uninstalled");
  }

  @Test
  void protectionThatGoesIsReportedWhileTheObjectStays() {
    assertThat(DangerCase.inSet(KEPT, NAMESPACE))
        .containsExactly(
            "unprotected: Namespace/web is deleted from now on when it leaves the fleet");
    assertThat(DangerCase.inSet(NAMESPACE, KEPT)).isEmpty();
    assertThat(
            DangerCase.inSet(
                kustomization("prune: true, deletionPolicy: Orphan"), kustomization("prune: true")))
        .containsExactly(
            "unprotected: Kustomization/web/apps takes everything that it has applied with it from now on when it leaves the fleet");
    assertThat(
            DangerCase.inSet(
                kustomization("prune: true"), kustomization("prune: true, deletionPolicy: Orphan")))
        .isEmpty();
  }

  private static String kustomization(String spec) {
    return "- {apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization, metadata: {name: apps, namespace: web}, spec: {%s}}"
        .formatted(spec);
  }
}
