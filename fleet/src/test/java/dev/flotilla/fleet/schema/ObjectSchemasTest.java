package dev.flotilla.fleet.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectSchemasTest {
  @Test
  void takesTheFieldsOfTheKind() {
    Map<String, Object> spec = Ordered.map("interval", "5m", "url", "oci://ghcr.io/acme/web");
    spec.put("verify", Ordered.map("provider", "cosign"));
    spec.put("insecure", true);

    assertThat(ofSource(spec)).isEmpty();
  }

  @Test
  void refusesAnUnknownFieldAndNamesTheNearest() {
    Map<String, Object> spec = Ordered.map("interval", "5m", "url", "oci://ghcr.io/acme/web");
    spec.put("verify", Ordered.map("provider", "cosign", "secretReff", Ordered.map("name", "key")));

    assertThat(ofSource(spec))
        .containsExactly(
            "a field must be one that its kind has, got 'spec.verify.secretReff' in OCIRepository 'web/apps'; did you mean 'secretRef'?");
  }

  @Test
  void refusesAnUnknownFieldAndListsAllWhereNoneIsNear() {
    Map<String, Object> spec = Ordered.map("interval", "5m", "url", "oci://ghcr.io/acme/web");
    spec.put("ref", Ordered.map("channel", "latest"));

    assertThat(ofSource(spec))
        .containsExactly(
            "a field must be one that its kind has, got 'spec.ref.channel' in OCIRepository 'web/apps'; there are: digest, semver, semverFilter, tag");
  }

  @Test
  void refusesStatusAndFieldsOutsideTheSpec() {
    Map<String, Object> body = Ordered.map("status", Ordered.map(), "interval", "5m");

    assertThat(ObjectSchemas.problems(of("v1", "Namespace", body)))
        .containsExactly(
            "a field must be one that its kind has, got 'status' in Namespace 'web/apps'; there are: apiVersion, kind, metadata, spec",
            "a field must be one that its kind has, got 'interval' in Namespace 'web/apps'; there are: apiVersion, kind, metadata, spec");
  }

  @Test
  void metadataIsCheckedLikeAllFields() {
    KubernetesObject object =
        new KubernetesObject(
            "v1",
            "ConfigMap",
            Ordered.map("name", "a", "label", Ordered.map(), "annotations", Ordered.map("a", 1)),
            Ordered.map());

    assertThat(ObjectSchemas.problems(object))
        .containsExactly(
            "a field must be one that its kind has, got 'metadata.label' in ConfigMap 'a'; did you mean 'labels'?",
            "'metadata.annotations.a' in ConfigMap 'a' must be a string, got '1'");
  }

  @Test
  void refusesMissingFields() {
    assertThat(ofSource(Ordered.map("interval", "5m")))
        .containsExactly("'spec' in OCIRepository 'web/apps' must have 'url', got none; set it");
    assertThat(
            ObjectSchemas.problems(
                of("rbac.authorization.k8s.io/v1", "RoleBinding", Ordered.map())))
        .containsExactly("RoleBinding 'web/apps' must have 'roleRef', got none; set it");
  }

  @Test
  void refusesValuesOfAnotherType() {
    Map<String, Object> spec = Ordered.map("interval", 5, "url", List.of(), "insecure", "true");
    spec.put("ref", "latest");

    assertThat(ofSource(spec))
        .containsExactly(
            "'spec.interval' in OCIRepository 'web/apps' must be a string, got '5'",
            "'spec.url' in OCIRepository 'web/apps' must be a string, got '[]'",
            "'spec.insecure' in OCIRepository 'web/apps' must be a boolean, got 'true'",
            "'spec.ref' in OCIRepository 'web/apps' must be a map, got 'latest'");
  }

  @Test
  void refusesValuesThatTheFieldDoesNotAllow() {
    Map<String, Object> spec = Ordered.map("interval", "soon", "url", "oci://ghcr.io/acme/web");
    spec.put("verify", Ordered.map("provider", "cosing"));

    assertThat(ofSource(spec))
        .containsExactly(
            "'spec.interval' in OCIRepository 'web/apps' must match ^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$, got 'soon'",
            "'spec.verify.provider' in OCIRepository 'web/apps' must be one of cosign, notation, got 'cosing'");
  }

  @Test
  void checksTheLimitsOfSizesAndNumbers() {
    assertThat(
            ofSpec("image.toolkit.fluxcd.io/v1", "ImageRepository", "exclusionList", numbers(26)))
        .contains(
            "'spec.exclusionList' in ImageRepository 'web/apps' must have at most 25 items, got '26'");
    assertThat(
            ofSpec(
                "fluxcd.controlplane.io/v1",
                "FluxInstance",
                "sharding",
                Ordered.map("shards", List.of())))
        .contains(
            "'spec.sharding.shards' in FluxInstance 'web/apps' must have at least 1 items, got '0'");
    assertThat(ofSpec("kustomize.toolkit.fluxcd.io/v1", "Kustomization", "namePrefix", ""))
        .contains(
            "'spec.namePrefix' in Kustomization 'web/apps' must have at least 1 characters, got ''");
    assertThat(ofSpec("helm.toolkit.fluxcd.io/v2", "HelmRelease", "releaseName", "a".repeat(54)))
        .contains(
            "'spec.releaseName' in HelmRelease 'web/apps' must have at most 53 characters, got '%s'"
                .formatted("a".repeat(54)));
    assertThat(
            ofSpec(
                "fluxcd.controlplane.io/v1",
                "ResourceSetInputProvider",
                "filter",
                Ordered.map("limit", 10001)))
        .contains(
            "'spec.filter.limit' in ResourceSetInputProvider 'web/apps' must be at most 10000, got '10001'");
  }

  private static List<String> numbers(int amount) {
    return IntStream.range(0, amount).mapToObj(String::valueOf).toList();
  }

  private static List<String> ofSpec(String version, String kind, String field, Object value) {
    return ObjectSchemas.problems(
        of(version, kind, Ordered.map("spec", Ordered.map(field, value))));
  }

  @Test
  void checksTheItemsOfLists() {
    Map<String, Object> subject = Ordered.map("kind", "ServiceAccount", "nam", "flux");

    assertThat(
            ObjectSchemas.problems(
                of(
                    "rbac.authorization.k8s.io/v1",
                    "RoleBinding",
                    Ordered.map(
                        "roleRef",
                        Ordered.map(
                            "apiGroup",
                            "rbac.authorization.k8s.io",
                            "kind",
                            "ClusterRole",
                            "name",
                            "admin"),
                        "subjects",
                        List.of(subject)))))
        .containsExactly(
            "a field must be one that its kind has, got 'subjects[0].nam' in RoleBinding 'web/apps'; did you mean 'name'?",
            "'subjects[0]' in RoleBinding 'web/apps' must have 'name', got none; set it");
  }

  @Test
  void checksThePodsOfWorkloads() {
    Map<String, Object> container = Ordered.map("name", "web", "imagePulPolicy", "Always");
    Map<String, Object> pod = Ordered.map("containers", List.of(container));
    Map<String, Object> spec =
        Ordered.map("selector", Ordered.map(), "template", Ordered.map("spec", pod));

    assertThat(ObjectSchemas.problems(of("apps/v1", "Deployment", Ordered.map("spec", spec))))
        .containsExactly(
            "a field must be one that its kind has, got 'spec.template.spec.containers[0].imagePulPolicy' in Deployment 'web/apps'; did you mean 'imagePullPolicy'?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "10m"})
  void quantityIsAStringOrANumber(String amount) {
    for (Object value : List.of(amount, 10, 0.5)) {
      assertThat(ofQuota(value)).isEmpty();
    }
    assertThat(ofQuota(true))
        .containsExactly(
            "'spec.hard.cpu' in ResourceQuota 'web/apps' must be a string or a number, got 'true'");
  }

  private static List<String> ofQuota(Object cpu) {
    Map<String, Object> hard = Ordered.map("cpu", cpu);
    return ObjectSchemas.problems(
        of("v1", "ResourceQuota", Ordered.map("spec", Ordered.map("hard", hard))));
  }

  @Test
  void takesAnythingInAFreeField() {
    Map<String, Object> spec = Ordered.map("interval", "5m");
    spec.put("chartRef", Ordered.map("kind", "OCIRepository", "name", "web"));
    spec.put("values", Ordered.map("any", List.of(1, "two", Ordered.map())));

    assertThat(
            ObjectSchemas.problems(
                of("helm.toolkit.fluxcd.io/v2", "HelmRelease", Ordered.map("spec", spec))))
        .isEmpty();
  }

  @Test
  void printsNoSecret() {
    Map<String, Object> body = Ordered.map("stringData", Ordered.map("password", 4711));

    assertThat(ObjectSchemas.problems(of("v1", "Secret", body)))
        .containsExactly("'stringData.password' in Secret 'web/apps' must be a string, got '…'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "source.toolkit.fluxcd.io/v1 | OciRepository | OciRepository | did you mean 'OCIRepository'?",
        "kustomize.toolkit.fluxcd.io/v1 | Customization | Customization | did you mean 'Kustomization'?",
        "source.toolkit.fluxcd.io/v1beta2 | OCIRepository | source.toolkit.fluxcd.io/v1beta2 | did you mean 'source.toolkit.fluxcd.io/v1'?",
        "policy/v1 | NetworkPolicy | NetworkPolicy | policy/v1 has: PodDisruptionBudget",
      })
  void refusesAMisspeltKind(String version, String kind, String shown, String hint) {
    assertThat(ObjectSchemas.problems(of(version, kind, Ordered.map())))
        .containsExactly(
            "an object must be of a kind that Flux or Kubernetes has, got '%s' in %s 'web/apps'; %s"
                .formatted(shown, kind, hint));
  }

  @ParameterizedTest
  @CsvSource({
    "example.com/v1, OCIRepository",
    "cert-manager.io/v1, ClusterIssuer",
    "scheduling.k8s.io/v1alpha2, Workload"
  })
  void takesKindsThatItDoesNotKnow(String version, String kind) {
    assertThat(ObjectSchemas.problems(of(version, kind, Ordered.map("anything", 1)))).isEmpty();
  }

  private static List<String> ofSource(Map<String, Object> spec) {
    return ObjectSchemas.problems(
        of("source.toolkit.fluxcd.io/v1", "OCIRepository", Ordered.map("spec", spec)));
  }

  private static KubernetesObject of(String apiVersion, String kind, Map<String, Object> body) {
    return KubernetesObject.of(apiVersion, kind, "web", "apps", body);
  }
}
