package dev.flotilla.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.fixture.Rendering;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.object.FleetFile;
import dev.flotilla.fleet.resolve.InvalidFleetException;
import dev.flotilla.fleet.tenant.TenantProps;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names components and tenants may have. */
class WorkloadNamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"backend", "kubernetes", "helm", "adopt"})
  void tenantMayHaveTheNameOfAnElementOfTheStack(String name) {
    Cluster staging = Fleets.staging().addTenant(TestWorkloads.tenant(name)).build();

    assertThat(TestWorkloads.paths(Fleets.of(staging), staging))
        .contains("tenants/staging/" + name + ".yaml");
  }

  /** What is derived from them, such as labels and names of objects, has limits of its own. */
  @Test
  void clustersComponentsAndTenantsMayHaveNamesOf63Characters(@TempDir Path folder) {
    String name = "t".repeat(63);
    Cluster cluster =
        Cluster.workload("c".repeat(63), Environment.STAGING)
            .addComponentSet(TestWorkloads.set("i".repeat(63)))
            .addTenant(TestWorkloads.tenant(name))
            .addTenant(
                TenantProps.builder(TestWorkloads.APPS.artifact("a".repeat(63)))
                    .namespaces("n".repeat(63), "m".repeat(63))
                    .build())
            .build();
    Fleet fleet = Fleets.of(cluster);

    new FleetApp(fleet, FleetAppProps.of(folder.resolve("out"))).synth();

    assertThat(folder.resolve("out/fleet/tenants/" + "c".repeat(63) + "/" + name + ".yaml"))
        .exists();
    for (Map<String, Object> metadata : metadata(fleet, cluster)) {
      assertThat(String.valueOf(metadata.get("name"))).hasSizeLessThanOrEqualTo(253);
      if (metadata.get("labels") instanceof Map<?, ?> labels) {
        assertThat(labels.values())
            .allSatisfy(value -> assertThat(String.valueOf(value)).hasSizeLessThanOrEqualTo(63));
      }
    }
  }

  @Test
  void refusesATenantWithTheNameOfAComponentAndNamesBothPaths(@TempDir Path folder) {
    Fleet fleet =
        Fleets.of(
            Fleets.staging()
                .addComponentSet(TestWorkloads.set("web"))
                .addTenant(TestWorkloads.tenant("web"))
                .build());

    assertThatExceptionOfType(InvalidFleetException.class)
        .isThrownBy(() -> new FleetApp(fleet, FleetAppProps.of(folder.resolve("out"))).synth())
        .withMessage(
            "staging/Tenants/web: an object must be defined once, got ResourceSet 'flux-system/web', Namespace 'web', ConfigMap 'web/flux-runtime-info', Secret 'web/ghcr-auth', ServiceAccount 'web/flux', OCIRepository 'web/apps' from 'staging/ComponentSets/web' too; give each its own name and namespaces");
  }

  private static List<Map<String, Object>> metadata(Fleet fleet, Cluster cluster) {
    return Rendering.of(fleet, cluster).files().stream()
        .map(FleetFile::content)
        .flatMap(
            content ->
                Stream.concat(
                    content.objects().stream(),
                    content.sets().stream()
                        .flatMap(
                            set ->
                                Stream.concat(
                                    Stream.of(set.toObject()), set.resources().stream()))))
        .map(KubernetesObject::metadata)
        .toList();
  }
}
