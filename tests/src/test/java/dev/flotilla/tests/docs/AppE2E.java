package dev.flotilla.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.SharedKubeconfig;
import dev.flotilla.tests.harness.WorkflowStep;
import dev.flotilla.tests.harness.flux.Flux;
import dev.flotilla.tests.harness.flux.FluxObject;
import dev.flotilla.tests.harness.process.MavenHome;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.process.Waiting;
import dev.flotilla.tests.harness.project.Document;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.FleetRepository;
import dev.flotilla.tests.harness.registry.RegistryClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The page that takes an app from nothing to production, followed command by command on two
 * clusters. In place of GitHub a push runs the workflow's own script.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AppE2E {
  private static final Document PAGE = Document.of("docs/app.md");
  private static final Path FOLDER = Project.emptyFolder("app");
  private static final Path FLEET = FOLDER.resolve("acme-fleet");
  private static final Path SHOP = FOLDER.resolve("shop");
  private static final Path CHART = Project.ROOT.resolve("tests/src/test/resources/charts/web");

  /** {@code git -C ../shop push origin main}, for example. */
  private static final Pattern PUSH = Pattern.compile("git -C \\.\\./(\\S+) push origin (\\S+)");

  private static final Map<String, String> ENVIRONMENT = new TreeMap<>();

  private static Sandbox staging;
  private static Sandbox production;
  private static RegistryClient registry;

  /** The fleet is that of the tutorial, published and deployed before the page begins. */
  @BeforeAll
  static void deployTheFleet(
      @InSandbox("app-staging") Sandbox first, @InSandbox("app-production") Sandbox second)
      throws IOException {
    staging = first;
    production = second;
    registry = new RegistryClient(staging.registry(), "anybody:");
    pushChart("1.0.0");
    pushChart("1.1.0");
    Program.flotilla(FOLDER)
        .run("init", "acme-fleet", "--registry", "ghcr.io", "--owner", "acme")
        .succeeded();
    FleetRepository.ofProject(FLEET, "acme/fleet");
    setEnvironment();
    flotilla("keys", FOLDER.resolve("keys").toString());
    publishTheFleet();
    publishTheFleet("--version", "v1.0.0");
    flotilla("deploy", "staging", "production", "--timeout", "4m");
  }

  private static void setEnvironment() throws IOException {
    Path kubeconfig =
        SharedKubeconfig.write(
            FOLDER.resolve("kubeconfig"), Map.of("staging", staging, "production", production));
    ENVIRONMENT.putAll(staging.environment());
    ENVIRONMENT.putAll(MavenHome.shared().environment());
    ENVIRONMENT.putAll(FleetRepository.GIT);
    ENVIRONMENT.put("KUBECONFIG", kubeconfig.toString());
    ENVIRONMENT.put("FLOTILLA_MIRROR_KEYS", FOLDER.resolve("keys").toString());
    ENVIRONMENT.put("COSIGN_PASSWORD", FleetRepository.PASSWORD);
    ENVIRONMENT.put("DOCKER_CONFIG", FOLDER.resolve("docker").toString());
    ENVIRONMENT.put("TF_VAR_registry_auth_password", "sandbox");
    ENVIRONMENT.put("CI", "true");
  }

  /** A chart is what its own team has pushed. */
  private static void pushChart(String version) throws IOException {
    Path chart = Project.emptyFolder("app-chart").resolve("shop");
    for (Path file : Project.files(CHART)) {
      Project.write(
          chart.resolve(CHART.relativize(file).toString()),
          Project.read(file).replace("name: web\nversion", "name: shop\nversion"));
    }
    registry.pushChart("acme/charts/shop", version, chart);
  }

  private static void publishTheFleet(String... release) {
    String options = String.join(" ", release);
    run("cd ../acme-fleet && ./flotilla publish " + options);
    run(
        "cd ../acme-fleet && ./flotilla publish --component components/priorities --component components/web "
            + options);
  }

  private static void flotilla(String... arguments) {
    run("cd ../acme-fleet && ./flotilla " + String.join(" ", arguments));
  }

  @Test
  @Order(1)
  void theAppStartsWithContentForBothEnvironments() throws IOException {
    follow("1. Start the app");

    assertThat(SHOP.resolve("components/shop").toFile().list())
        .containsExactlyInAnyOrder("staging", "production");
  }

  @Test
  @Order(2)
  void fleetGivesTheAppANamespaceOnStagingOnly() throws IOException {
    follow("2. Let it into the fleet");

    assertThat(staging.client().namespaces().withName("shop").get()).isNotNull();
    assertThat(production.client().namespaces().withName("shop").get()).isNull();
  }

  @Test
  @Order(3)
  void appPassesTheCheckForBothClusters() throws IOException {
    assertThat(follow("3. Check it").stderr()).contains("content: check: passed");
  }

  @Test
  @Order(4)
  void pushToMainDeploysTheAppToStaging() throws IOException {
    ProcessResult status = follow("4. Publish it to staging");

    assertThat(withoutDigests(status.stdout())).contains(releases("4. Publish it to staging"));
    assertThat(replicas(staging)).isEqualTo(1);
  }

  @Test
  @Order(5)
  void newVersionOfTheChartIsDeployed() throws IOException {
    follow("5. Change it");

    ProcessResult status = run("cd ../acme-fleet && ./flotilla status staging");
    assertThat(withoutDigests(status.stdout())).contains(releases("6. Release it to production"));
  }

  @Test
  @Order(6)
  void releaseDeploysTheAppToProduction() throws IOException {
    ProcessResult status = follow("6. Release it to production");

    assertThat(withoutDigests(status.stdout())).contains(releases("6. Release it to production"));
    assertThat(replicas(production)).isEqualTo(2);
  }

  /** Returns what a section shows of releases. */
  private static String releases(String section) {
    return withoutDigests(PAGE.section(section).fences("text").get(0));
  }

  private static String withoutDigests(String text) {
    return text.replaceAll("sha256:[0-9a-f]{8}\\b", "sha256:xxxxxxxx");
  }

  private static int replicas(Sandbox sandbox) {
    return sandbox
        .client()
        .apps()
        .deployments()
        .inNamespace("shop")
        .withName("web")
        .get()
        .getSpec()
        .getReplicas();
  }

  /** Does what a section says, and returns what its last command prints. */
  private static ProcessResult follow(String section) throws IOException {
    ProcessResult last = null;
    for (Document.Fence fence : PAGE.section(section).fences()) {
      if (fence.language().equals("diff")) {
        Path patch = Project.write(FOLDER.resolve("app.patch"), fence.code());
        run("git -C ../acme-fleet apply " + patch);
      } else if (fence.language().equals("sh")) {
        for (String line : fence.code().lines().toList()) {
          Matcher push = PUSH.matcher(line);
          last = push.matches() ? push(push.group(1), push.group(2)) : run(line);
          if (line.startsWith("./flotilla init ")) {
            pullTheChartFromTheSandbox();
          }
        }
      }
    }
    return Objects.requireNonNull(last, section);
  }

  /** The mirror of a sandbox is none for what content names. */
  private static void pullTheChartFromTheSandbox() {
    Path source = SHOP.resolve("src/main/java/content/MyContent.java");
    Project.write(
        source,
        Project.read(source).replace("oci://ghcr.io/", "oci://" + staging.registry() + "/"));
  }

  private static ProcessResult push(String repository, String ref) {
    boolean isRelease = !ref.equals("main");
    Sandbox cluster = isRelease ? production : staging;
    String step = isRelease ? "Publish the release" : "Publish what the branch builds";
    if (repository.equals("shop")) {
      ProcessResult published =
          publish("shop", isRelease ? "release-shop.yaml" : "push-shop.yaml", step, ref);
      FluxObject.source(cluster.client(), "shop", "shop").reconcile();
      FluxObject.kustomization(cluster.client(), "shop", "shop")
          .awaitApplied(
              registry
                  .digest("acme/shop/shop", isRelease ? "latest-stable" : "latest")
                  .orElseThrow());
      return published;
    }
    flotilla("keys", FOLDER.resolve("keys").toString());
    ProcessResult published = publish("acme-fleet", "push-artifact.yaml", step, ref);
    FluxObject.source(cluster.client(), Flux.NAMESPACE, "flux-system").reconcile();
    Waiting.await().until(() -> FluxObject.source(cluster.client(), "shop", "shop").exists());
    return published;
  }

  /** Runs the script of a workflow, which has the fleet beside the app in place of within it. */
  private static ProcessResult publish(String folder, String workflow, String step, String ref) {
    Path file = FOLDER.resolve(folder).resolve(".github/workflows").resolve(workflow);
    String script =
        WorkflowStep.script(file, step).replace(".fleet/flotilla", "../acme-fleet/flotilla");
    return run(
        "cd ../" + folder + " && GITHUB_REF_NAME=" + ref + " && export GITHUB_REF_NAME\n" + script);
  }

  private static ProcessResult run(String commands) {
    String own =
        commands.replace("../acme-fleet", FLEET.toString()).replace("../shop", SHOP.toString());
    return ProcessStarter.of("sh", "-euc", own).env(ENVIRONMENT).run().succeeded();
  }
}
