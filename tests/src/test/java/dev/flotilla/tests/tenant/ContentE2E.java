package dev.flotilla.tests.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.flux.FluxObject;
import dev.flotilla.tests.harness.process.Waiting;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.FleetRepository;
import dev.flotilla.tests.harness.registry.RegistryClient;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Content in Java on a cluster: what Flux and Helm make of what it writes. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ContentE2E {
  private static final Path FOLDER = Project.emptyFolder("content");
  private static final Path CHART = Project.ROOT.resolve("tests/src/test/resources/charts/web");

  private static FleetRepository repository;
  private static Sandbox sandbox;
  private static KubernetesClient client;

  @BeforeAll
  static void deploy(@InSandbox("content") Sandbox empty) {
    sandbox = empty;
    client = sandbox.client();
    repository = new FleetRepository(FOLDER);
    pushChart("1.0.0");
    pushChart("1.1.0");
    write("1.0.0", "replicas=1");
    program().run("publish").succeeded();
    publish();
    program().run("deploy", "content", "--timeout", "4m").succeeded();
  }

  private static void pushChart(String version) {
    new RegistryClient(sandbox.registry(), "anybody:").pushChart("acme/charts/web", version, CHART);
  }

  private static void write(String version, String... properties) {
    String[] options =
        Stream.concat(
                Stream.of("registry=" + sandbox.registry(), "version=" + version),
                Stream.of(properties))
            .map(property -> "-Dfleet." + property)
            .toArray(String[]::new);
    Program.ownFleet("ReleasedContent", FOLDER, options).run().succeeded();
    repository.commit("Write content");
  }

  private static void publish() {
    program()
        .run("publish", "--component", "components/platform", "--component", "components/shop")
        .succeeded();
  }

  private static Program program() {
    return repository.publishing(Program.ownFleet("ContentFleet", FOLDER).against(sandbox));
  }

  @ParameterizedTest
  @Order(1)
  @ValueSource(strings = {"platform", "shop"})
  void releasesAreReadyWithEachValueAsItWasDeclared(String namespace) {
    FluxObject.release(client, namespace, "web").awaitReady();

    assertThat(configMap(namespace, "values").getData())
        .containsEntry("text", "${HOME} $$ $x")
        .containsEntry("host", "web.acme.example")
        .containsEntry("flag", "string on")
        .containsEntry("octal", "string 012")
        .containsEntry("exponent", "string 1e3")
        .containsEntry("number", "float64 12345")
        .containsEntry("dropped", "false");
  }

  @Test
  @Order(1)
  void aValueFromAConfigMapGoesToAKeyWithDots() {
    assertThat(configMap("shop", "values").getData()).containsEntry("more", "acme.example,x");
    assertThat(configMap("platform", "values").getData()).containsEntry("more", "none");
  }

  @ParameterizedTest
  @Order(1)
  @ValueSource(strings = {"platform", "shop"})
  void filesArriveAsTheyAre(String namespace) {
    List<ConfigMap> scripts =
        client.configMaps().inNamespace(namespace).list().getItems().stream()
            .filter(map -> map.getMetadata().getName().startsWith("script-"))
            .toList();

    assertThat(scripts).hasSize(1);
    assertThat(scripts.get(0).getData()).containsEntry("run.sh", "echo ${HOME} $$\n");
  }

  @Test
  @Order(2)
  void aChangeOfChartAndValuesUpgradesTheRelease() {
    write("1.1.0", "replicas=2");
    publish();
    FluxObject.source(client, "shop", "apps").reconcile();

    Waiting.await().untilAsserted(() -> assertThat(replicas()).isEqualTo(2));
    FluxObject.release(client, "shop", "web").awaitReady();
    assertThat(chartVersion()).startsWith("1.1.0+");
  }

  @Test
  @Order(3)
  void aChangeInTheClusterIsUndone() {
    client.apps().deployments().inNamespace("shop").withName("web").scale(5);

    FluxObject.release(client, "shop", "web").reconcile();

    Waiting.await().untilAsserted(() -> assertThat(replicas()).isEqualTo(2));
    FluxObject.release(client, "shop", "web").awaitReady();
  }

  @Test
  @Order(4)
  void aBrokenUpgradeIsRolledBack() {
    write("1.1.0", "replicas=3", "broken=true");
    publish();
    FluxObject.source(client, "shop", "apps").reconcile();

    Waiting.await()
        .untilAsserted(
            () ->
                assertThat(FluxObject.release(client, "shop", "web").ready())
                    .startsWith("False: RollbackSucceeded: "));
    assertThat(replicas()).isEqualTo(2);
  }

  private static int replicas() {
    return client
        .apps()
        .deployments()
        .inNamespace("shop")
        .withName("web")
        .get()
        .getSpec()
        .getReplicas();
  }

  private static String chartVersion() {
    Map<String, Object> release =
        client
            .genericKubernetesResources("helm.toolkit.fluxcd.io/v2", "HelmRelease")
            .inNamespace("shop")
            .withName("web")
            .get()
            .<List<Map<String, Object>>>get("status", "history")
            .get(0);
    return (String) release.get("chartVersion");
  }

  private static ConfigMap configMap(String namespace, String name) {
    return client.configMaps().inNamespace(namespace).withName(name).get();
  }
}
