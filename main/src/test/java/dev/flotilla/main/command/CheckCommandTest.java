package dev.flotilla.main.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.fixture.ExampleFleet;
import dev.flotilla.fleet.source.GitVerification;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.main.publish.git.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the checker that make has built, on folders of the example's components and tenants. */
class CheckCommandTest {
  private static final String CONFIG_MAP =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        url: https://${CLUSTER_NAME}.example.com
      """;

  private static final String WORKLOAD =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        replicaz: 2
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers: [{name: web, image: web}]
      """;

  @TempDir Path folder;
  private TestRepository repository;
  private Terminal terminal = new Terminal();

  @BeforeEach
  void begin() {
    repository = new TestRepository(folder);
    repository.commit("components/frontend/staging/web.yaml", CONFIG_MAP);
    repository.commit("components/frontend/production/web.yaml", CONFIG_MAP);
  }

  @Test
  void aFolderWithoutMistakesPassesAndIsNotCheckedAgain() {
    assertThat(check("components/frontend")).isZero();
    assertThat(terminal.data()).isEmpty();
    assertThat(errors()).isEqualTo("content: check: passed\n");

    terminal = new Terminal();
    assertThat(check("")).isZero();
    assertThat(errors()).isEqualTo("content: check: unchanged since it passed\n");

    repository.write("components/frontend/staging/web.yaml", CONFIG_MAP + "  more: text\n");
    terminal = new Terminal();
    assertThat(check("components/frontend")).isZero();
    assertThat(errors()).isEqualTo("content: check: passed\n");
    assertThat(answers()).isEqualTo(1);
  }

  @Test
  void policiesAreComparedAlsoWithWhatHasPassedBefore() {
    assertThat(check("components/frontend")).isZero();
    repository.commit(
        "update-policies/web.yaml",
        "apiVersion: image.toolkit.fluxcd.io/v1\nkind: ImagePolicy\nmetadata: {name: web}\n");
    terminal = new Terminal();

    assertThat(check("components/frontend")).isEqualTo(2);

    assertThat(errors()).isEqualTo("content: check: 1 problem\n");
    assertThat(terminal.data())
        .isEqualTo(
            "update-policies/web.yaml:1: a policy must be named by a marker below 'components', got none for ImagePolicy 'web'; remove it, or write '# {\"$imagepolicy\": \"<namespace>:web:tag\"}' after the value that it raises\n");
  }

  @Test
  void allMistakesOfAllEnvironmentsArePrintedAtOnce() {
    repository.commit("components/frontend/base/web.yaml", WORKLOAD);
    repository.commit("components/frontend/base/kustomization.yaml", "resources: [web.yaml]");
    repository.write("components/frontend/staging/kustomization.yaml", "resources: [../base]");
    repository.write("components/frontend/production/kustomization.yaml", "resources: [../base]");
    repository.commit("components/backend/staging/web.yaml", CONFIG_MAP.replace("NAME", "NAM"));

    assertThat(check("")).isEqualTo(2);
    assertThat(terminal.data())
        .isEqualTo(
            """
            components/backend/production: production: an artifact must have the folder that its clusters apply, got no 'production'; create it with a kustomization.yaml
            components/backend/staging/web.yaml:6: staging: a variable must be one that the cluster has, got '${CLUSTER_NAM}' in 'data.url' in ConfigMap 'backend/web', which becomes empty; did you mean 'CLUSTER_NAME'?
            components/frontend/base/web.yaml:6: staging, production: a field must be one that its kind has, got 'spec.replicaz' in Deployment 'frontend/web'; did you mean 'replicas'?
            components/frontend/base/web.yaml:11: staging, production: an image must have a version, got 'web' in 'spec.template.spec.containers[0].image' in Deployment 'frontend/web'; name a tag other than 'latest', or a digest
            """);
    assertThat(errors()).isEqualTo("content: check: 4 problems\n");
    assertThat(answers()).isZero();
  }

  @Test
  void jsonHasWhatAProgramNeeds() throws IOException {
    repository.write("components/frontend/production/web.yaml", WORKLOAD);

    assertThat(check("--json components/frontend")).isEqualTo(2);
    JsonNode answer = new ObjectMapper().readTree(terminal.data());
    assertThat(answer.at("/problems/0").toString())
        .isEqualTo(
            "{\"file\":\"components/frontend/production/web.yaml\",\"line\":6,\"environments\":[\"production\"],\"clusters\":[\"prod-eu\",\"prod-us\"],\"object\":\"Deployment 'frontend/web'\",\"template\":\"\",\"rule\":\"field\",\"message\":\"a field must be one that its kind has, got 'spec.replicaz' in Deployment 'frontend/web'\",\"remedy\":\"did you mean 'replicas'?\",\"reason\":\"\"}");
    assertThat(answer.at("/problems")).hasSize(2);
    assertThat(answer.at("/off")).isEmpty();
  }

  @Test
  void writesASarifLogBesideWhatItPrints() throws IOException {
    repository.write("components/frontend/production/web.yaml", WORKLOAD);

    assertThat(check("--sarif check.sarif components/frontend")).isEqualTo(2);
    JsonNode log = new ObjectMapper().readTree(folder.resolve("check.sarif").toFile());
    assertThat(log.at("/runs/0/results")).hasSameSizeAs(terminal.data().lines().toList());
    assertThat(log.at("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri"))
        .hasToString("\"components/frontend/production/web.yaml\"");
  }

  @Test
  void printsAnnotationsForGitHub() {
    repository.write("components/frontend/production/web.yaml", WORKLOAD);

    assertThat(check("--annotations components/frontend")).isEqualTo(2);
    assertThat(terminal.data().lines())
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(line)
                    .startsWith("::error file=components/frontend/production/web.yaml,line=")
                    .contains("::components/frontend/production/web.yaml:"));
  }

  @Test
  void problemsThatAreSwitchedOffOrNotCheckedAreListed() {
    repository.write(
        "components/frontend/staging/web.yaml",
        """
        apiVersion: example.com/v1
        kind: Monitor
        metadata: {name: web}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: web
          annotations: {check.flotilla.dev/variable: its reader puts it in}
        data: {text: "${HOME}"}
        """);

    assertThat(check("components/frontend")).isZero();
    assertThat(errors())
        .isEqualTo(
            """
            content: check: passed
            components/frontend/staging/web.yaml:10: rule 'variable' is switched off for ConfigMap 'frontend/web': its reader puts it in
            not checked: components/frontend/staging/web.yaml:1: staging: nothing says what a Monitor of 'example.com/v1' may have, got Monitor 'frontend/web'; check it together with the component that has its CustomResourceDefinition
            """);
  }

  @Test
  void anotherKubernetesHasOtherVersions() {
    repository.write(
        "components/frontend/staging/web.yaml",
        """
        apiVersion: policy/v1beta1
        kind: PodDisruptionBudget
        metadata: {name: web}
        """);

    assertThat(check("--kubernetes 1.25 components/frontend")).isEqualTo(2);
    assertThat(terminal.data())
        .isEqualTo(
            "components/frontend/staging/web.yaml:1: staging: an object must be of a version that Kubernetes 1.25 has, got 'policy/v1beta1' in PodDisruptionBudget 'frontend/web', removed in 1.25; use 'policy/v1'\n");
    assertThat(error("--kubernetes v1"))
        .isEqualTo("error: --kubernetes must be a version such as '1.35', got 'v1'; correct it\n");
  }

  @Test
  void refusesWhatIsNoFolderOfTheFleet() {
    assertThat(error("components/frontent"))
        .isEqualTo(
            "error: a folder of content must be named after a component or tenant of the fleet, got 'frontent'; did you mean 'frontend'?\n");
    assertThat(error("components/monitoring"))
        .isEqualTo(
            "error: a component to check must be a folder, got '%s/components/monitoring'; create it, or name another\n"
                .formatted(folder));
  }

  @Test
  void refusesAProjectWithoutComponents(@TempDir Path other) {
    assertThat(terminal.run(other, "check")).isEqualTo(1);
    assertThat(terminal.errors())
        .isEqualTo(
            "error: a project to check must have folders in 'components', got none in '%s'; name the folders to check\n"
                .formatted(other));
  }

  @Test
  void contentThatClustersTakeFromGitIsLeftOutAndNamed() {
    repository.commit("components/frontend/canary/web.yaml", CONFIG_MAP);
    repository.commit("components/shop/staging/web.yaml", WORKLOAD);
    Fleet fleet =
        ExampleFleet.fleet().toBuilder()
            .addCluster(
                Cluster.workload("canary", Environment.ofBranch("canary", "canary"))
                    .addTenant(
                        TenantProps.builder(
                                ExampleFleet.fleet()
                                    .organization()
                                    .gitContent("shop", "shop", GitVerification.none())
                                    .content("shop"))
                            .build())
                    .build())
            .build();
    terminal.environment().put("PATH", System.getenv("PATH"));

    assertThat(terminal.run(folder, "check", () -> fleet)).isZero();
    assertThat(errors())
        .isEqualTo(
            "shop: left out, clusters take it from Git repository 'https://github.com/acme/shop.git'\ncontent: check: passed\n");
  }

  private int check(String options) {
    terminal.environment().put("PATH", System.getenv("PATH"));
    return terminal.run(folder, ("check " + options).strip());
  }

  private String error(String options) {
    terminal = new Terminal();
    assertThat(check(options)).isEqualTo(1);
    return terminal.errors();
  }

  private String errors() {
    return terminal.errors().replaceAll(" \\([0-9.]+ s\\)", "");
  }

  /** Returns how many answers are kept. */
  private long answers() {
    try (var files = Files.list(folder.resolve(".flotilla/check"))) {
      return files.filter(file -> file.toString().endsWith(".json")).count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
