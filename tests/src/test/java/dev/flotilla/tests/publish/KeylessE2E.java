package dev.flotilla.tests.publish;

import static dev.flotilla.tests.harness.registry.FleetRepository.CERT_MANAGER;
import static dev.flotilla.tests.harness.registry.FleetRepository.FLEET;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.WorkflowRun;
import dev.flotilla.tests.harness.flux.FluxObject;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.Waiting;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.FleetRepository;
import dev.flotilla.tests.harness.registry.RegistryClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The d2 fleet in production, published by the releases of its workflows and verified without keys:
 * by the rules that are rendered for GitHub, with a Sigstore of the sandbox.
 */
class KeylessE2E {
  private static final Path FOLDER = Project.emptyFolder("keyless");
  private static final String APPS = "controlplaneio-fluxcd/d2-apps";
  private static final String INFRA = "controlplaneio-fluxcd/d2-infra";

  private static final Map<String, String> REPOSITORIES =
      Map.of("backend", APPS, "frontend", APPS, "cert-manager", INFRA, "monitoring", INFRA);

  private static final String[] PUBLISH = {
    "publish", "--component", "components/cert-manager", "--version", "v2.0.0"
  };

  private static FleetRepository repository;
  private static Sandbox sandbox;
  private static RegistryClient registry;
  private static Program program;
  private static ProcessResult deploy;

  @BeforeAll
  static void releaseAndDeploy(@InSandbox(value = "prod-us", keyless = true) Sandbox prodUs) {
    sandbox = prodUs;
    registry = new RegistryClient(sandbox.registry(), "anybody:");
    repository = new FleetRepository(FOLDER);
    repository.copy("sandbox/components", "components");
    repository.commit("Add the sample components");
    program = repository.publishing(Program.warm(FOLDER).against(sandbox));
    REPOSITORIES.keySet().forEach(name -> release(name, "v1.0.0").succeeded());
    releaseFleet("v1.0.0");
    deploy = program.run("deploy", "prod-us", "--timeout", "4m").succeeded();
  }

  private static ProcessResult release(String component, String version) {
    return as(releasing(component, version))
        .run("publish", "--component", "components/" + component, "--version", version);
  }

  private static WorkflowRun releasing(String component, String version) {
    return WorkflowRun.pushed(
        REPOSITORIES.get(component),
        "release-artifact.yaml",
        "refs/tags/" + component + "/" + version);
  }

  private static void releaseFleet(String version) {
    as(WorkflowRun.pushed(FLEET, "push-artifact.yaml", "refs/tags/" + version))
        .run("publish", "--version", version)
        .succeeded();
  }

  private static Program as(WorkflowRun run) {
    return program.with(sandbox.identity(run));
  }

  @Test
  void artifactsThatTheWorkflowsHaveSignedAreReady() {
    assertThat(deploy.stdout())
        .containsPattern(
            "\n +flux-system +yes .* v1.0.0@\\S+ +%s: push-artifact.yaml@refs/tags/v\\*\\.\\*\\.\\*\n"
                .formatted(FLEET))
        .containsPattern(
            "\n +backend +yes .* %s: release-artifact.yaml@refs/tags/backend/v\\*\\.\\*\\.\\*\n"
                .formatted(APPS))
        .containsPattern(
            "\n +monitoring +yes .* %s: release-artifact.yaml@refs/tags/monitoring/v\\*\\.\\*\\.\\*\n"
                .formatted(INFRA));
  }

  @Test
  void aRollbackIsSignedOnTheTagOfARelease() {
    repository.commit("components/backend/production/more.yaml", "replicas: 2\n");
    release("backend", "v1.1.0").succeeded();
    assertThat(
            as(releasing("backend", "v1.1.0").dispatched())
                .run("publish", "--component", "components/backend", "--rollback-to", "v1.0.0")
                .succeeded()
                .stderr())
        .contains("backend: sign: as this workflow");

    follow("backend");
    Waiting.awaitProgram()
        .untilAsserted(
            () -> {
              JsonNode status = Sandbox.json(program.run("status", "prod-us", "--json").stdout());
              assertThat(status.findValuesAsText("origin"))
                  .anyMatch(origin -> origin.startsWith("backend/v1.0.0@sha1:"));
              assertThat(status.get(0).get("ready").asBoolean()).isTrue();
            });
  }

  /** Has an app's cluster fetch what the channel is at, and waits until it is applied. */
  private static void follow(String app) {
    FluxObject.source(sandbox.client(), app, "apps").reconcile();
    FluxObject.kustomization(sandbox.client(), app, "apps")
        .awaitApplied(registry.digest(APPS + "/" + app, "latest-stable").orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "controlplaneio-fluxcd/d2-infra, push-artifact.yaml, refs/heads/main",
    "controlplaneio-fluxcd/d2-infra, release-artifact.yaml, refs/heads/main",
    "controlplaneio-fluxcd/d2-infra, release-artifact.yaml, refs/tags/monitoring/v1.0.0",
    "controlplaneio-fluxcd/d2-infra, release-artifact.yaml, refs/tags/cert-manager/v1.0.0-rc.1",
    "controlplaneio-fluxcd/d2-infra, release-artifact.yaml, refs/pull/7/merge",
    "controlplaneio-fluxcd/d2-apps, release-artifact.yaml, refs/tags/cert-manager/v1.0.0",
    "mallory/d2-infra, release-artifact.yaml, refs/tags/cert-manager/v1.0.0",
  })
  void publishRefusesAnyOtherWorkflowAndTheChannelStays(String owner, String workflow, String ref) {
    WorkflowRun other = WorkflowRun.pushed(owner, workflow, ref);
    repository.commit(
        "components/cert-manager/production/note.yaml", "of: " + other.subject() + "\n");

    assertThat(as(other).run(PUBLISH).exited(1).stderr())
        .endsWith(
            "error: '%s' must be signed by 'release-artifact.yaml' of '%s' at 'refs/tags/cert-manager/v*.*.*', got '%s'; run that workflow there, for a rollback on the tag of a release\n"
                .formatted(CERT_MANAGER, INFRA, other.subject()));
    assertRefusedBySignature(other);
  }

  /** Clusters take it, because Flux compares nothing but the subject. */
  @Test
  void publishRefusesTheRightWorkflowThatAnotherRepositoryCalls() {
    repository.commit("components/cert-manager/production/note.yaml", "of: a caller\n");
    assertRefusedBySignature(releasing("cert-manager", "v2.0.0").calledBy("mallory/fork"));
  }

  /** Where nothing names the workflow beforehand, what it has signed does. */
  private static void assertRefusedBySignature(WorkflowRun run) {
    String before = registry.digest(CERT_MANAGER, "latest-stable").orElseThrow();
    Map<String, String> unnamed = new HashMap<>(sandbox.identity(run));
    unnamed.remove("GITHUB_WORKFLOW_REF");

    assertThat(program.with(unnamed).run(PUBLISH).exited(1).stderr())
        .contains("must carry the signature that the clusters of channel 'latest-stable' demand")
        .endsWith(
            "; the channel stays where it is, sign it with 'release-artifact.yaml' of '%s' at 'refs/tags/cert-manager/v*.*.*'\n"
                .formatted(INFRA));
    assertThat(registry.digest(CERT_MANAGER, "latest-stable")).contains(before);
    assertThat(registry.tags(CERT_MANAGER)).doesNotContain("v2.0.0");
  }

  @Test
  void statusNamesWhoHasSignedAndWhoShouldHave() {
    as(WorkflowRun.pushed(INFRA, "push-artifact.yaml", "refs/heads/main"))
        .run("publish", "--component", "components/cert-manager")
        .succeeded();
    String wanted =
        ", wanted %s/.github/workflows/release-artifact.yaml@refs/tags/cert-manager/v*.*.*\n"
            .formatted(INFRA);
    try {
      assertRefused(
          "{\"url\":\"oci://%s/%s/monitoring\"}".formatted(sandbox.registry(), INFRA),
          "signed by %s/.github/workflows/release-artifact.yaml@refs/tags/monitoring/v1.0.0"
                  .formatted(INFRA)
              + wanted);
      assertRefused(
          "{\"ref\":{\"tag\":\"latest\"}}",
          "signed by %s/.github/workflows/push-artifact.yaml@refs/heads/main".formatted(INFRA)
              + wanted);
    } finally {
      change("{\"url\":\"oci://%s/%s\"}".formatted(sandbox.registry(), CERT_MANAGER));
      change("{\"ref\":{\"tag\":\"latest-stable\"}}");
    }
    FluxObject.source(sandbox.client(), "cert-manager", "infra").awaitReady();
    Waiting.awaitProgram().until(() -> program.run("status", "prod-us").exitCode() == 0);
  }

  @ParameterizedTest
  @EnumSource
  void aForgedReleaseIsRefusedByPublishAndByTheCluster(Forgery forgery) {
    WorkflowRun run = releasing("cert-manager", "v1.0.0");
    String before = registry.digest(CERT_MANAGER, "latest-stable").orElseThrow();
    forgery.push(sandbox, registry, run);

    assertThat(
            as(run.dispatched())
                .run(
                    "publish",
                    "--component",
                    "components/cert-manager",
                    "--rollback-to",
                    forgery.version)
                .exited(1)
                .stderr())
        .contains("demand, cosign said: " + forgery.cosign + "; the channel stays where it is");
    assertThat(registry.digest(CERT_MANAGER, "latest-stable")).contains(before);
    try {
      assertRefused(
          "{\"ref\":{\"tag\":\"%s\"}}".formatted(forgery.version), forgery.refusal + "\n");
    } finally {
      change("{\"ref\":{\"tag\":\"latest-stable\"}}");
    }
  }

  private static void assertRefused(String change, String reason) {
    change("{\"url\":\"oci://%s/%s\"}".formatted(sandbox.registry(), CERT_MANAGER));
    change(change);
    FluxObject.source(sandbox.client(), "cert-manager", "infra").awaitNotReady();
    Waiting.awaitProgram()
        .untilAsserted(
            () ->
                assertThat(program.run("status", "prod-us").stdout())
                    .contains(
                        "cert-manager: OCIRepository/cert-manager/infra: signature refused: "
                            + reason));
  }

  private static void change(String spec) {
    sandbox
        .client()
        .genericKubernetesResources("source.toolkit.fluxcd.io/v1", "OCIRepository")
        .inNamespace("cert-manager")
        .withName("infra")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":%s}".formatted(spec));
  }

  @Test
  void aPipelineOfGitLabSignsAsItsProjectAtItsRef() {
    Program ofGitLab =
        repository.publishing(Program.ownFleet("GitLabFleet", FOLDER)).against(sandbox);

    assertThat(
            ofGitLab
                .with(sandbox.pipeline("acme/platform/fork", "refs/heads/main"))
                .run("publish")
                .exited(1)
                .stderr())
        .endsWith(
            "; the channel stays where it is, sign it with an identity that matches '^https://gitlab\\.com/acme/platform/fleet//\\.gitlab-ci\\.yml@refs/heads/main$'\n");
    assertThat(registry.digest("acme/fleet", "latest")).isEmpty();

    repository.commit("note.txt", "another artifact\n");
    ofGitLab
        .with(sandbox.pipeline("acme/platform/fleet", "refs/heads/main"))
        .run("publish")
        .succeeded();
    assertThat(registry.digest("acme/fleet", "latest")).isPresent();
  }

  @Test
  void clustersVerifyWithoutAnyOfSigstoresServices() {
    repository.commit("components/frontend/production/more.yaml", "replicas: 2\n");
    release("frontend", "v1.1.0").succeeded();

    sandbox.withoutSigstore(
        () -> {
          follow("frontend");
          Waiting.awaitProgram()
              .untilAsserted(
                  () ->
                      assertThat(program.run("status", "prod-us").stdout())
                          .containsPattern("\n +frontend +yes .* frontend/v1\\.1\\.0@"));
        });
  }
}
