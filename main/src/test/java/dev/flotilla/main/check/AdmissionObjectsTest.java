package dev.flotilla.main.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.fixture.ExampleFleet;
import dev.flotilla.fleet.render.FleetRenderer;
import dev.flotilla.fleet.render.RenderedCluster;
import dev.flotilla.fleet.resolve.ResolvedFleet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class AdmissionObjectsTest {
  private static final List<RenderedCluster> RENDERED =
      FleetRenderer.render(ResolvedFleet.of(ExampleFleet.fleet()).clusters());

  @Test
  void hasTheClustersThatConsumeAFolder() {
    assertThat(objects("prod-eu", "staging")).containsOnlyKeys("prod-eu", "staging");
    assertThat(objects()).isEmpty();
  }

  @Test
  void hasNamespacesWithTheirLabels() {
    assertThat(of("staging", "Namespace", "frontend"))
        .extracting("metadata.labels")
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("pod-security.kubernetes.io/enforce", "baseline");
  }

  @Test
  void hasPoliciesWithWhatTheyRead() {
    assertThat(of("staging", "ValidatingAdmissionPolicy", "flux-tenant-sources")).isNotEmpty();
    assertThat(of("staging", "ValidatingAdmissionPolicyBinding", "flux-tenant-sources"))
        .isNotEmpty();
    assertThat(of("staging", "ConfigMap", "flux-allowlist")).isNotEmpty();
    assertThat(of("staging", "RoleBinding", "flux")).isNotEmpty();
  }

  @Test
  void hasNothingThatNoServerDecidesBy() {
    assertThat(objects("staging").get("staging"))
        .extracting(object -> object.get("kind"))
        .doesNotContain("Kustomization", "OCIRepository", "Secret", "ServiceAccount");
  }

  private static Map<String, Object> of(String cluster, String kind, String name) {
    return objects(cluster).get(cluster).stream()
        .filter(object -> object.get("kind").equals(kind))
        .filter(object -> name.equals(((Map<?, ?>) object.get("metadata")).get("name")))
        .findFirst()
        .orElseThrow();
  }

  private static SortedMap<String, List<Map<String, Object>>> objects(String... clusters) {
    List<CheckRequest.Consumer> consumers =
        Stream.of(clusters)
            .map(
                cluster ->
                    new CheckRequest.Consumer(cluster, "any", "", true, new TreeMap<>(), Map.of()))
            .toList();
    return AdmissionObjects.of(
        RENDERED, List.of(new CheckRequest.Folder("web", "", "", false, consumers)));
  }
}
