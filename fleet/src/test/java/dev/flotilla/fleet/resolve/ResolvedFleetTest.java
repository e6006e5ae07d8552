package dev.flotilla.fleet.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.fixture.Fleets;
import org.junit.jupiter.api.Test;

class ResolvedFleetTest {
  @Test
  void givesItsClustersWhatTheyHave() {
    Cluster staging = Fleets.staging().domain("acme.example").build();
    Fleet fleet = Fleets.of(staging);

    ResolvedCluster resolved = ResolvedFleet.of(fleet).cluster(staging);

    assertThat(resolved.cluster()).isEqualTo(staging);
    assertThat(resolved.runtimeInfo().variables()).isEqualTo(resolved.context().variables());
    assertThat(resolved.runtimeInfo().variables()).containsEntry("CLUSTER_DOMAIN", "acme.example");
  }

  @Test
  void refusesAClusterThatTheFleetDoesNotHave() {
    Fleet fleet = Fleets.of(Fleets.staging().build());
    Cluster varied = Fleets.staging().domain("acme.example").build();

    for (Cluster other : new Cluster[] {Fleets.prod().build(), varied}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ResolvedFleet.of(fleet).cluster(other))
          .withMessage(
              "a cluster must be one of its fleet, got '%s'; add it with Fleet.Builder.addCluster",
              other.name());
    }
  }

  @Test
  void refusesAFleetThatBreaksARule() {
    Cluster staging = Fleets.staging().build();
    Cluster twin = Fleets.staging().build();
    Fleet fleet = Fleets.of(staging, twin);

    assertThatThrownBy(() -> ResolvedFleet.of(fleet)).isInstanceOf(InvalidFleetException.class);
  }
}
