package dev.flotilla.main.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.main.publish.RenderedFleets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class ClusterObjectsTest {
  private static final FleetDescriptor FLEET = RenderedFleets.example().descriptor();

  @Test
  void requestHasTheClustersThatConsumeAFolder() {
    assertThat(objects("prod-eu", "staging")).containsOnlyKeys("prod-eu", "staging");
    assertThat(objects()).isEmpty();
  }

  @Test
  void requestHasNamespacesWithTheirLabels() {
    assertThat(of("staging", "Namespace", "frontend"))
        .extracting("metadata.labels")
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("pod-security.kubernetes.io/enforce", "baseline");
  }

  @Test
  void requestHasPoliciesWithWhatTheyRead() {
    assertThat(of("staging", "ValidatingAdmissionPolicy", "flux-tenant-sources")).isNotEmpty();
    assertThat(of("staging", "ValidatingAdmissionPolicyBinding", "flux-tenant-sources"))
        .isNotEmpty();
    assertThat(of("staging", "ConfigMap", "flux-allowlist")).isNotEmpty();
    assertThat(of("staging", "RoleBinding", "flux")).isNotEmpty();
  }

  @Test
  void requestHasWhatContentMayReferTo() {
    List<Map<String, Object>> objects = objects("prod-eu").get("prod-eu");

    assertThat(objects)
        .extracting(ClusterObjectsTest::name)
        .contains(
            "ConfigMap frontend/flux-runtime-info",
            "OCIRepository flux-system/flux-operator",
            "OCIRepository frontend/apps");
    assertThat(objects)
        .filteredOn(object -> name(object).equals("ConfigMap frontend/flux-runtime-info"))
        .singleElement()
        .satisfies(
            object ->
                assertThat(object.get("data"))
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsEntry("CLUSTER_NAME", "prod-eu"));
  }

  @Test
  void requestHasNothingThatDecidesNothing() {
    assertThat(objects("staging").get("staging"))
        .extracting(object -> object.get("kind"))
        .doesNotContain("Kustomization", "Secret", "ServiceAccount");
  }

  private static String name(Map<String, Object> object) {
    Map<?, ?> metadata = (Map<?, ?>) object.get("metadata");
    return "%s %s/%s"
        .formatted(object.get("kind"), metadata.get("namespace"), metadata.get("name"));
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
                    new CheckRequest.Consumer(
                        cluster, "any", "", true, "", new TreeMap<>(), Map.of()))
            .toList();
    return new Consumers(FLEET, cluster -> true, "")
        .objects(List.of(new CheckRequest.Folder("web", "", "", false, consumers)));
  }
}
