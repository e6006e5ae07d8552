package dev.flotilla.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.cluster.Workloads;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.fixture.random.RandomFleet;
import dev.flotilla.fleet.tenant.TenantProps;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a value has, a builder made of it has too. */
class ToBuilderTest {
  static Stream<Fleet> fleets() {
    return IntStream.range(0, RandomFleetGoldenTest.FLEETS).mapToObj(RandomFleet::of);
  }

  @ParameterizedTest
  @MethodSource("fleets")
  void toBuilderHasAllThatTheValueHas(Fleet fleet) {
    assertThat(fleet.toBuilder().build()).isEqualTo(fleet);
    assertHasAllOf(fleet.workloads());
    for (Cluster cluster : fleet.clusters()) {
      assertThat(cluster.toBuilder().build()).isEqualTo(cluster);
      assertThat(cluster.flux().toBuilder().build()).isEqualTo(cluster.flux());
      assertHasAllOf(cluster.workloads());
    }
  }

  private static void assertHasAllOf(Workloads workloads) {
    for (TenantProps tenant : workloads.tenants()) {
      assertThat(tenant.toBuilder().build()).isEqualTo(tenant);
    }
    workloads.componentSets().stream()
        .flatMap(set -> set.components().stream())
        .forEach(ToBuilderTest::assertHasAllOf);
  }

  private static void assertHasAllOf(PlatformComponent component) {
    assertThat(component.toBuilder().build()).isEqualTo(component);
  }
}
