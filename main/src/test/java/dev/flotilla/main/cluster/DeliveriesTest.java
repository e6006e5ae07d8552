package dev.flotilla.main.cluster;

import static dev.flotilla.main.cluster.TestFleet.BACKEND;
import static dev.flotilla.main.cluster.TestFleet.FLEET;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
  private final TestFleet cluster = new TestFleet();

  @Test
  void areReadyWhenAllPartsHaveTheRevisionOfTheirSource() {
    Delivery fleet = cluster.look();

    assertThat(fleet.isReady()).as(fleet.toString()).isTrue();
    assertThat(Delivery.summary(List.of(fleet))).isEqualTo("3 of 3 ready");
  }

  @Test
  void tellTheSourceOfEachAndWhoSignsIt() {
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
  void namePartThatIsNotThere() {
    cluster.remove("Kustomization/backend/apps");

    cluster.assertObstacles("Kustomization/backend/apps: waiting: not there");
  }

  @Test
  void nameFleetThatIsNotThere() {
    cluster.clear();

    cluster.assertObstacles("Kustomization/flux-system/flux-system: waiting: not there");
  }

  @Test
  void waitForWhatHasAppliedAnEarlierRevision() {
    cluster.kustomization("backend", "apps", "v1.1.0@sha256:0000");

    cluster.assertObstacles(
        "Kustomization/backend/apps: waiting: has applied 'v1.1.0@sha256:0000', its source is at '%s'"
            .formatted(BACKEND));
  }

  @Test
  void nameTheSourcesThatAreThere() {
    assertThat(cluster.deliveries().sources("flux-system"))
        .extracting(ObjectId::toString)
        .containsExactly("OCIRepository/flux-system/flux-system", "OCIRepository/backend/apps");

    cluster.remove("OCIRepository/backend/apps");

    assertThat(cluster.deliveries().sources("flux-system")).hasSize(1);
  }

  @Test
  void tellWhoIsNotReady() {
    cluster.remove("Kustomization/backend/apps");

    assertThat(Delivery.summary(List.of(cluster.look())))
        .isEqualTo("2 of 3 ready, not yet backend");
  }
}
