package dev.flotilla.tests.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.ContentProject;
import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.flux.FluxObject;
import dev.flotilla.tests.harness.process.Waiting;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.FleetRepository;
import dev.flotilla.tests.harness.registry.RegistryClient;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A new version of a chart, from the registry to the cluster: Flux commits it, the workflow of the
 * team's project writes it into the folders, and publishing brings it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ImageUpdatesE2E {
  private static final Path FOLDER = Project.emptyFolder("image-updates");
  private static final Path FLEET = Project.emptyFolder("image-updates-fleet");
  private static final Path SHOP = FOLDER.resolve("shop");
  private static final Path CHART = Project.ROOT.resolve("tests/src/test/resources/charts/web");
  private static final String BRANCH = "image-updates";

  private static ContentProject project;
  private static FleetRepository fleet;
  private static FleetRepository shop;
  private static Sandbox sandbox;
  private static KubernetesClient client;

  @BeforeAll
  static void deploy(@InSandbox(value = "updates", git = true) Sandbox empty) throws IOException {
    sandbox = empty;
    client = sandbox.client();
    pushChart("1.0.0");
    startProject();
    fleet = new FleetRepository(FLEET);
    fleet.commit("Start the fleet");
    program().run("publish").succeeded();
    publish();
    program().run("deploy", "updates", "--timeout", "4m").succeeded();
  }

  /** As its README says; only the registry is the sandbox's. */
  private static void startProject() throws IOException {
    project = ContentProject.init(FOLDER);
    project.followCharts();
    Project.write(
        project.source(),
        Project.read(project.source())
            .replace("oci://registry.acme.example/", "oci://" + sandbox.registry() + "/"));
    project.content().succeeded();
    shop = FleetRepository.ofProject(SHOP, "acme/shop");
    shop.git("config", "remote.origin.pushurl", sandbox.pushAddress("acme/shop"));
    shop.git("push", "--quiet", "origin", "main");
  }

  private static void pushChart(String version) {
    new RegistryClient(sandbox.registry(), "anybody:")
        .pushChart("acme/charts/shop", version, CHART);
  }

  private static Program program() {
    Program program =
        Program.ownFleet("UpdatedFleet", FLEET, "git=" + sandbox.git() + "/acme/shop.git");
    return fleet
        .publishing(program.against(sandbox))
        .with("TF_VAR_shop_git_password", sandbox.gitPassword());
  }

  private static void publish() {
    program().run("publish", "--component", SHOP.resolve("components/shop").toString()).succeeded();
  }

  @Test
  @Order(1)
  void runsTheVersionThatTheFileHas() {
    FluxObject.release(client, "shop", "shop").awaitReady();
    FluxObject.imageRepository(client, "shop-updates", "shop").awaitReady();

    assertThat(chartVersion()).startsWith("1.0.0+");
  }

  @Test
  @Order(2)
  void fluxCommitsANewVersionOfTheRangeAndChangesNothingElse() {
    pushChart("1.1.0");
    pushChart("2.0.0");
    FluxObject.imageRepository(client, "shop-updates", "shop").reconcile();

    Waiting.await()
        .untilAsserted(
            () -> shop.git("fetch", "--quiet", sandbox.pushAddress("acme/shop"), BRANCH));
    assertThat(shop.git("log", "--format=%an: %s", "main..FETCH_HEAD"))
        .isEqualTo("acme-bot: Update images");
    assertThat(shop.git("diff", "--unified=0", "main", "FETCH_HEAD").lines())
        .filteredOn(line -> line.matches("[-+].*"))
        .containsExactly(
            "--- a/components/versions.yaml",
            "+++ b/components/versions.yaml",
            "-  shop: \"1.0.0\" # {\"$imagepolicy\": \"shop-updates:shop:tag\"}",
            "+  shop: \"1.1.0\" # {\"$imagepolicy\": \"shop-updates:shop:tag\"}");
  }

  @Test
  @Order(3)
  void workflowWritesTheNewTagIntoTheFolders() {
    shop.git("checkout", "--quiet", "-b", BRANCH, "FETCH_HEAD");
    project.writeVersions().succeeded();

    assertThat(shop.git("diff", "--name-only", "FETCH_HEAD", BRANCH))
        .isEqualTo(
            "components/shop/production/helmrelease-shop.yaml\ncomponents/shop/staging/helmrelease-shop.yaml");
    assertThat(shop.git("ls-remote", sandbox.pushAddress("acme/shop"), BRANCH))
        .startsWith(shop.git("rev-parse", BRANCH));
  }

  @Test
  @Order(4)
  void clusterRunsTheNewImageOnceItIsMergedAndPublished() {
    shop.git("checkout", "--quiet", "main");
    shop.git("merge", "--quiet", "--ff-only", BRANCH);
    shop.git("push", "--quiet", "origin", "main");

    publish();
    FluxObject.source(client, "shop", "shop").reconcile();

    Waiting.await().untilAsserted(() -> assertThat(chartVersion()).startsWith("1.1.0+"));
    FluxObject.release(client, "shop", "shop").awaitReady();
  }

  private static String chartVersion() {
    Map<String, Object> release =
        client
            .genericKubernetesResources("helm.toolkit.fluxcd.io/v2", "HelmRelease")
            .inNamespace("shop")
            .withName("shop")
            .get()
            .<List<Map<String, Object>>>get("status", "history")
            .get(0);
    return (String) release.get("chartVersion");
  }
}
