package dev.flotilla.fleet.content;

import static dev.flotilla.fleet.environment.Environment.PRODUCTION;
import static dev.flotilla.fleet.environment.Environment.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.flux.FluxController;
import dev.flotilla.fleet.flux.FluxSettings;
import dev.flotilla.fleet.kubernetes.Yaml;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ContentTest {
  private static final Manifest SETTINGS = Manifest.of("v1", "ConfigMap", "settings", Map.of());

  @Test
  void contentHasTwoPhasesOrOne() {
    assertThat(Content.builder("web", STAGING).configs(SETTINGS).build().phases())
        .containsExactly(ContentPhase.CONTROLLERS, ContentPhase.CONFIGS);
    assertThat(Content.builder("web", STAGING).objects(SETTINGS).build().phases())
        .containsExactly(ContentPhase.ALL);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Content.builder("web", STAGING).objects(SETTINGS).configs(SETTINGS).build())
        .withMessage(
            "content must have either objects, or controllers and configs, got both for 'web'; use one kind");
  }

  @Test
  void contentHasEachEnvironmentOnceAndAnItem() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Content.builder("web").objects(SETTINGS).build())
        .withMessage("content must have at least one environment, got none for 'web'");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Content.builder("web", STAGING, PRODUCTION, STAGING).objects(SETTINGS).build())
        .withMessage(
            "content must have each environment once, got 'staging', 'production', 'staging' for 'web'; remove one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Content.builder("web", STAGING).build())
        .withMessage("content must have at least one item, got none for 'web'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Content.builder("Web", STAGING).objects(SETTINGS).build())
        .withMessage(
            "the name of content must be an RFC 1123 label (lower-case letters, digits, '-', at most 63 characters), got 'Web'");
  }

  @Test
  void contentHasAnObjectThatYamlDescribes() {
    Manifest object =
        Manifest.yaml("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\ndata: {a: b}")
            .withLabel("app", "web")
            .withLabel("acme.example/team", "shop")
            .withAnnotation("acme.example/note", "x");

    assertThat(Yaml.write(object.object().toMap()))
        .isEqualTo(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: web
              labels:
                app: web
                acme.example/team: shop
              annotations:
                acme.example/note: x
            data:
              a: b
            """);
  }

  @Test
  void refusesAnObjectWithoutAName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Manifest.yaml("apiVersion: v1\nkind: ConfigMap\nmetadata: {}"))
        .withMessage(
            "the YAML of an object must have apiVersion, kind and metadata with a name, got no 'metadata.name'; add it");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Manifest.yaml("kind: ConfigMap\nmetadata: {name: web}"))
        .withMessage(
            "the YAML of an object must have apiVersion, kind and metadata with a name, got no 'apiVersion'; add it");
  }

  @Test
  void placesAnItemInOneOfSeveralNamespaces() {
    Manifest object = Manifest.of("v1", "ConfigMap", "web", Map.of()).withLabel("app", "web");

    assertThat(Yaml.write(object.inNamespace("shop").objects("staging").get(0).toMap()))
        .isEqualTo(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: web
              namespace: shop
              labels:
                app: web
            """);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> object.inNamespace("Shop"))
        .withMessage(
            "the namespace of ConfigMap 'web' must be an RFC 1123 label (lower-case letters, digits, '-', at most 63 characters), got 'Shop'");
  }

  @Test
  void namesAConfigMapAfterItsFiles() {
    ConfigMapFiles one = ConfigMapFiles.of("files", Map.of("a", "1", "b", "2"));

    assertThat(one.hashedName())
        .matches("files-[0-9a-f]{10}")
        .isEqualTo(ConfigMapFiles.of("files", Map.of("b", "2", "a", "1")).hashedName())
        .isNotEqualTo(ConfigMapFiles.of("files", Map.of("a", "1", "b", "3")).hashedName())
        .isNotEqualTo(ConfigMapFiles.of("files", Map.of("a", "1b", "b", "2")).hashedName());
  }

  @Test
  void refusesFilesThatNoConfigMapHas() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfigMapFiles.of("files", Map.of()))
        .withMessage("a ConfigMap of files must have at least one file, got none for 'files'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfigMapFiles.of("files", Map.of("a/b", "")))
        .withMessage(
            "a file of a ConfigMap must be named with letters, digits, '-', '_' and '.', got 'a/b' in 'files'; rename it");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfigMapFiles.of("files", Map.of("a", "x".repeat(1024 * 1024 + 1))))
        .withMessage(
            "the files of a ConfigMap must have at most 1048576 bytes together, got '1048577' in 'files'; use several");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfigMapFiles.resources("files", ContentTest.class, "ContentTest.class"))
        .withMessage(
            "a file of a ConfigMap must be text in UTF-8, got 'ContentTest.class'; convert it");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfigMapFiles.resources("files", ContentTest.class, "missing.json"))
        .withMessage(
            "a file must be on the class path in the package of 'ContentTest', got 'missing.json'; add it to src/main/resources/dev/flotilla/fleet/content");
  }

  @Test
  void monitorsTheControllersThatAClusterRuns() {
    FluxSettings settings =
        FluxSettings.workload()
            .controllers(
                new TreeSet<>(
                    List.of(FluxController.SOURCE_CONTROLLER, FluxController.HELM_CONTROLLER)))
            .build();

    assertThat(Yaml.write(FluxMonitoring.of(settings).controllerMonitor().object().body()))
        .contains("      values:\n      - source-controller\n      - helm-controller\n  pod");
    assertThat(FluxMonitoring.of(settings).items())
        .extracting(ContentItem::id)
        .containsExactly(
            "PodMonitor 'flux-system'",
            "ServiceMonitor 'flux-operator'",
            "ClusterRole 'monitoring-admin'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FluxMonitoring.of(List.of()))
        .withMessage("monitoring of Flux must have at least one controller, got none");
  }
}
