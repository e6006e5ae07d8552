package dev.flotilla.tests.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.flux.Flux;
import dev.flotilla.tests.harness.flux.FluxObject;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.Waiting;
import dev.flotilla.tests.harness.project.OwnFleets;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.FleetRepository;
import dev.flotilla.tests.harness.registry.RegistryClient;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
  private static final List<String> RELEASED = List.of("blog", "platform", "shop");
  private static final Path CHART = Project.ROOT.resolve("tests/src/test/resources/charts/web");

  private static FleetRepository repository;
  private static Sandbox sandbox;
  private static KubernetesClient client;

  @BeforeAll
  static void deploy(@InSandbox("content") Sandbox empty) {
    sandbox = empty;
    client = sandbox.client();
    repository = new FleetRepository(FOLDER);
    List.of("1.0.0", "1.1.0", "1.2.0").forEach(ContentE2E::pushChart);
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
    Program.compiled("ReleasedContent", OwnFleets.CLASSES, FOLDER, options).run().succeeded();
    repository.commit("Write content");
  }

  private static void publish() {
    program()
        .run(
            "publish",
            "--component",
            "components/platform",
            "--component",
            "components/shop",
            "--component",
            "components/blog")
        .succeeded();
  }

  /** Publishes, and lets the cluster get at once what the tenants and the component release. */
  private static void deliver(String version, String... properties) {
    write(version, properties);
    publish();
    FluxObject.source(client, "platform", "infra").reconcile();
    FluxObject.source(client, "blog", "apps").reconcile();
    FluxObject.source(client, "shop", "apps").reconcile();
  }

  private static Program program(String... properties) {
    return repository.publishing(
        Program.ownFleet("ContentFleet", FOLDER, properties).against(sandbox));
  }

  @ParameterizedTest
  @Order(1)
  @ValueSource(strings = {"platform", "shop", "blog"})
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
    assertThat(configMap("blog", "values").getData()).containsEntry("more", "none");
  }

  @ParameterizedTest
  @Order(1)
  @ValueSource(strings = {"platform", "shop", "blog"})
  void filesArriveAsTheyAre(String namespace) {
    List<ConfigMap> scripts =
        client.configMaps().inNamespace(namespace).list().getItems().stream()
            .filter(map -> map.getMetadata().getName().startsWith("script-"))
            .toList();

    assertThat(scripts).hasSize(1);
    assertThat(scripts.get(0).getData()).containsEntry("run.sh", "echo ${HOME} $$\n");
  }

  @Test
  @Order(1)
  void theStatusNamesTheChartOfEachRelease() {
    RELEASED.forEach(namespace -> FluxObject.release(client, namespace, "web").awaitReady());

    assertReleases(
        row("blog/web", "1.0.0", "deployed"),
        row("platform/web", "1.0.0", "deployed"),
        row("shop/web", "1.0.0", "deployed"));
  }

  @Test
  @Order(2)
  void aNewVersionOfTheChartUpgradesTheReleases() {
    deliver("1.1.0", "replicas=2");

    awaitReplicas(2);
    assertReleases(
        row("blog/web", "1.1.0", "deployed"),
        row("platform/web", "1.1.0", "deployed"),
        row("shop/web", "1.1.0", "deployed"));
  }

  @Test
  @Order(3)
  void aChangeInTheClusterIsUndone() {
    client.apps().deployments().inNamespace("shop").withName("web").scale(5);

    FluxObject.release(client, "shop", "web").reconcile();

    awaitReplicas(2);
    assertReleases(
        row("blog/web", "1.1.0", "deployed"),
        row("platform/web", "1.1.0", "deployed"),
        row("shop/web", "1.1.0", "deployed"));
  }

  @Test
  @Order(4)
  void aBrokenUpgradeIsRolledBack() {
    deliver("1.2.0", "replicas=3", "broken=true");

    for (String namespace : RELEASED) {
      Waiting.await()
          .untilAsserted(
              () ->
                  assertThat(FluxObject.release(client, namespace, "web").ready())
                      .startsWith("False: RollbackSucceeded: "));
      assertThat(replicas(namespace)).isEqualTo(2);
    }
    String state = "rolled back, upgrade to " + version("1.2.0") + " failed";
    assertReleases(
        row("blog/web", "1.1.0", state),
        row("platform/web", "1.1.0", state),
        row("shop/web", "1.1.0", state));
  }

  @Test
  @Order(5)
  void theStatusOfARolledBackReleaseIsInJsonToo() {
    ProcessResult status = program().run("status", "content", "--json").exited(2);

    List<JsonNode> releases = new ArrayList<>();
    Sandbox.json(status.stdout()).findValues("releases").forEach(all -> all.forEach(releases::add));
    assertThat(releases)
        .filteredOn(release -> release.get("name").asText().equals("shop/web"))
        .containsExactly(
            Sandbox.json(
                """
                {"name": "shop/web", "state": "rolled back",
                 "deployed": {"chart": "web", "version": "1.1.0", "digest": "%s"},
                 "appVersion": "", "revision": 4, "action": "upgrade",
                 "attempted": {"chart": "", "version": "1.2.0", "digest": "%s"}, "message": ""}
                """
                    .formatted(digest("1.1.0"), digest("1.2.0"))));
  }

  @Test
  @Order(6)
  void aCorrectedUpgradeReplacesTheOneThatWasRolledBack() {
    deliver("1.2.0", "replicas=3");

    awaitReplicas(3);
    assertReleases(
        row("blog/web", "1.2.0", "deployed"),
        row("platform/web", "1.2.0", "deployed"),
        row("shop/web", "1.2.0", "deployed"));
  }

  @Test
  @Order(7)
  void releasesOfWhatLeavesTheFleetStayOrGoAsItsRetentionSays() {
    String kept = deployment("shop").getMetadata().getUid();
    assertThat(client.rbac().clusterRoles().withName("web-everywhere").get()).isNotNull();
    sync("retention=DELETE");
    FluxObject blog = FluxObject.kustomization(client, "blog", "apps");
    Waiting.await()
        .untilAsserted(
            () -> assertThat(blog.spec("deletionPolicy")).isEqualTo("WaitForTermination"));

    assertThat(program("left=true").run("diff", "--plane", "artifact").exited(2).stdout())
        .contains(
            "deleted: Namespace/blog is deleted, with everything in it (content)",
            "    stays: Namespace/shop, what Kustomization/shop/apps has applied\n");
    sync("left=true");

    for (String gone : List.of("blog", "platform")) {
      Waiting.await().until(() -> client.namespaces().withName(gone).get() == null);
    }
    assertThat(client.rbac().clusterRoles().withName("web-everywhere").get()).isNull();
    Waiting.await()
        .until(() -> client.serviceAccounts().inNamespace("shop").withName("flux").get() == null);
    FluxObject.release(client, "shop", "web").delete();
    assertThat(deployment("shop").getMetadata().getUid()).isEqualTo(kept);
  }

  private static void sync(String option) {
    repository.commit("Change the fleet");
    program(option).run("publish").succeeded();
    FluxObject.source(client, Flux.NAMESPACE, "flux-system").reconcile();
  }

  private static void awaitReplicas(int replicas) {
    for (String namespace : RELEASED) {
      Waiting.await().untilAsserted(() -> assertThat(replicas(namespace)).isEqualTo(replicas));
      FluxObject.release(client, namespace, "web").awaitReady();
    }
  }

  private static Deployment deployment(String namespace) {
    return client.apps().deployments().inNamespace(namespace).withName("web").get();
  }

  private static int replicas(String namespace) {
    return deployment(namespace).getSpec().getReplicas();
  }

  /** Asserts all that the status says of releases, but for that of the Flux Operator. */
  private static void assertReleases(String... rows) {
    Stream<String> shown = program().run("status", "content").rows("RELEASE ");

    assertThat(shown.skip(1).limit(RELEASED.size())).containsExactly(rows);
  }

  private static String row(String release, String version, String state) {
    return release + "  web  " + version(version) + "  " + state;
  }

  private static String version(String version) {
    return version + "@" + digest(version).substring(0, "sha256:".length() + 8);
  }

  private static String digest(String version) {
    return new RegistryClient(sandbox.registry(), "anybody:")
        .digest("acme/charts/web", version)
        .orElseThrow();
  }

  private static ConfigMap configMap(String namespace, String name) {
    return client.configMaps().inNamespace(namespace).withName(name).get();
  }
}
