package dev.flotilla.main.cluster.delivery;

import static dev.flotilla.main.cluster.delivery.TestFleet.BACKEND;
import static dev.flotilla.main.cluster.delivery.TestFleet.FLEET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.main.cluster.ObjectId;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
  private final TestFleet cluster = new TestFleet();

  @Test
  void deliveriesAreReadyWhenAllPartsHaveTheRevisionOfTheirSource() {
    Delivery fleet = cluster.look();

    assertThat(fleet.isReady()).as(fleet.toString()).isTrue();
    assertThat(Delivery.summary(List.of(fleet))).isEqualTo("3 of 3 ready");
  }

  @Test
  void deliveriesReportTheSourceOfEachAndWhoSignsIt() {
    Delivery fleet = cluster.look();
    Delivery tenants = fleet.deliveries().get(0);
    Delivery backend = tenants.deliveries().get(0);

    assertThat(fleet.name()).isEqualTo("flux-system");
    assertThat(fleet.source()).isEqualTo("flux-system/flux-system");
    assertThat(fleet.revision()).isEqualTo(FLEET);
    assertThat(fleet.origin()).isEqualTo("main@sha1:206517c2");
    assertThat(fleet.signer())
        .isEqualTo("acme/fleet/.github/workflows/push-artifact.yaml@refs/heads/main");
    assertThat(tenants.name()).isEqualTo("tenants");
    assertThat(backend.name()).isEqualTo("backend");
    assertThat(backend.source()).isEqualTo("backend/apps");
    assertThat(backend.revision()).isEqualTo(BACKEND);
    assertThat(backend.signer()).isEqualTo("key cosign-key");
  }

  @Test
  void deliveriesNameAMissingPart() {
    cluster.remove("Kustomization/backend/apps");

    cluster.assertObstacles("Kustomization/backend/apps: waiting: not there");
  }

  @Test
  void deliveriesNameAMissingFleet() {
    cluster.clear();

    cluster.assertObstacles("Kustomization/flux-system/flux-system: waiting: not there");
  }

  @Test
  void deliveriesWaitForTheInventoryOfAReadySet() {
    cluster.setWithoutInventory("backend");

    cluster.assertObstacles(
        "ResourceSet/flux-system/backend: waiting: ready, what it has applied is not listed yet");
  }

  @Test
  void deliveriesWaitForAPartWithAnEarlierRevision() {
    cluster.kustomization("backend", "apps", "v1.1.0@sha256:0000");

    cluster.assertObstacles(
        "Kustomization/backend/apps: waiting: has applied 'v1.1.0@sha256:0000', its source is at '%s'"
            .formatted(BACKEND));
  }

  @Test
  void demandsNoRevisionOfAnUpdateAutomationWhichAppliesNothing() {
    automation("True", "Succeeded", "repository up-to-date");

    assertThat(cluster.look().isReady()).isTrue();
  }

  @Test
  void deliveriesWaitForAnUpdateAutomationThatIsNotReady() {
    automation("False", "GitOperationFailed", "authentication required");

    cluster.assertObstacles("ImageUpdateAutomation/backend/apps: authentication required");
  }

  private void automation(String ready, String reason, String message) {
    cluster.put(
        "fluxcd.controlplane.io",
        "ResourceSet",
        "flux-system",
        "backend",
        "spec: {}",
        "inventory: {entries: [{id: backend_apps_source.toolkit.fluxcd.io_OCIRepository, v: v1}, {id: backend_apps_image.toolkit.fluxcd.io_ImageUpdateAutomation, v: v1}]}",
        "True",
        "ReconciliationSucceeded",
        "done");
    cluster.put(
        "image.toolkit.fluxcd.io",
        "ImageUpdateAutomation",
        "backend",
        "apps",
        "spec: {sourceRef: {kind: OCIRepository, name: apps}}",
        "lastPushCommit: 1f50cabe34b1",
        ready,
        reason,
        message);
  }

  @Test
  void listsTheExistingSources() {
    assertThat(cluster.deliveries().sources("flux-system"))
        .extracting(ObjectId::toString)
        .containsExactly("OCIRepository/flux-system/flux-system", "OCIRepository/backend/apps");

    cluster.remove("OCIRepository/backend/apps");

    assertThat(cluster.deliveries().sources("flux-system")).hasSize(1);
  }

  @Test
  void deliveriesReportWhoIsNotReady() {
    cluster.remove("Kustomization/backend/apps");

    assertThat(Delivery.summary(List.of(cluster.look())))
        .isEqualTo("2 of 3 ready, not yet backend");
  }

  @Nested
  class Following {
    @Test
    void endsAtAKustomizationThatListsItself() {
      applies("flux-system", "flux-system", "tenants");

      assertThat(shown()).containsExactly("flux-system", "tenants", "backend");
    }

    @Test
    void endsWhereTwoApplyEachOther() {
      applies("flux-system", "tenants");
      applies("tenants", "flux-system");

      assertThat(shown()).containsExactly("flux-system", "tenants");
    }

    @Test
    void endsInALongCycleAndNamesItsSources() {
      List<String> names = IntStream.range(0, 300).mapToObj(number -> "k" + number).toList();
      applies("flux-system", names.get(0));
      for (int i = 0; i < names.size(); i++) {
        applies(names.get(i), names.get((i + 1) % names.size()), "flux-system");
      }

      assertThat(shown()).hasSize(301).startsWith("flux-system", "k0").endsWith("k299");
      assertThat(cluster.deliveries().sources("flux-system"))
          .extracting(ObjectId::toString)
          .containsExactly("OCIRepository/flux-system/flux-system");
    }

    @Test
    void showsWhatTwoHaveAppliedOnceBelowTheFirst() {
      applies("flux-system", "left", "right");
      applies("left", "shared");
      applies("right", "shared");
      applies("shared");

      Delivery fleet = cluster.look();

      assertThat(shown()).containsExactly("flux-system", "left", "shared", "right");
      assertThat(fleet.deliveries().get(0).deliveries())
          .extracting(Delivery::name)
          .containsExactly("shared");
      assertThat(fleet.deliveries().get(1).deliveries()).isEmpty();
    }

    /** Whatever version an inventory names it by. */
    @Test
    void knowsAnObjectInAnotherVersion() {
      cluster.put(
          "kustomize.toolkit.fluxcd.io",
          "Kustomization",
          "flux-system",
          "flux-system",
          "spec: {sourceRef: {kind: OCIRepository, name: flux-system}}",
          "inventory: {entries: [{id: flux-system_flux-system_kustomize.toolkit.fluxcd.io_Kustomization, v: v1beta2}]}",
          "True",
          "Succeeded",
          "applied");

      assertThat(shown()).containsExactly("flux-system");
    }

    private void applies(String name, String... inventory) {
      cluster.kustomization(
          "flux-system",
          name,
          FLEET,
          Stream.of(inventory)
              .map("flux-system_%s_kustomize.toolkit.fluxcd.io_Kustomization"::formatted)
              .toArray(String[]::new));
    }

    private List<String> shown() {
      return cluster.look().all().map(Delivery::name).toList();
    }
  }
}
