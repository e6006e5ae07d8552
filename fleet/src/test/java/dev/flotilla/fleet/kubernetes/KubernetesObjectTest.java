package dev.flotilla.fleet.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KubernetesObjectTest {
  @Test
  void objectIsWrittenInTheOrderOfAManifest() {
    KubernetesObject object =
        KubernetesObject.of("v1", "ConfigMap", "team", "settings", Ordered.map("data", Map.of()));

    assertThat(Yaml.write(object.toMap()))
        .isEqualTo(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: settings
              namespace: team
            data: {}
            """);
  }

  @Test
  void copiesTheMapsItIsCreatedFrom() {
    Map<String, Object> body = Ordered.map("data", "old");
    KubernetesObject object = KubernetesObject.of("v1", "ConfigMap", "team", "settings", body);

    body.put("data", "new");

    assertThat(object.body()).containsExactly(Map.entry("data", "old"));
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> object.body().put("data", "new"));
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> object.metadata().put("name", "new"));
  }

  @Test
  void objectHasLabelsAndAnnotationsIfThereAreAny() {
    SortedMap<String, String> team = new TreeMap<>(Map.of("team", "web"));
    KubernetesObject object = KubernetesObject.ofCluster("v1", "Namespace", "web", Ordered.map());

    assertThat(object.with(Ordered.NONE, Ordered.NONE)).isEqualTo(object);
    assertThat(Yaml.write(object.with(team, team).toMap()))
        .isEqualTo(
            """
            apiVersion: v1
            kind: Namespace
            metadata:
              name: web
              labels:
                team: web
              annotations:
                team: web
            """);
  }

  @Test
  void objectIsNamedByKindNamespaceAndName() {
    assertThat(KubernetesObject.of("v1", "Secret", "team", "auth", Ordered.map()).id())
        .isEqualTo("Secret 'team/auth'");
    assertThat(KubernetesObject.ofCluster("v1", "Namespace", "team", Ordered.map()).id())
        .isEqualTo("Namespace 'team'");
  }

  @Test
  void refusesMalformedName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KubernetesObject.of("v1", "Secret", "team", "My_Secret", Map.of()))
        .withMessage(
            "name of Secret must be an RFC 1123 subdomain (lower-case letters, digits, '-', '.', at most 253 characters), got 'My_Secret'");
  }

  @Test
  void refusesMalformedNamespace() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KubernetesObject.of("v1", "Secret", "my.team", "auth", Map.of()))
        .withMessage(
            "namespace of Secret 'auth' must be an RFC 1123 label (lower-case letters, digits, '-', at most 63 characters), got 'my.team'");
  }
}
