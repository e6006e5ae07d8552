package dev.flotilla.tests.publish;

import static dev.flotilla.tests.harness.registry.FleetRepository.CERT_MANAGER;
import static dev.flotilla.tests.harness.registry.FleetRepository.FLEET;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.WorkflowRun;
import dev.flotilla.tests.harness.flux.FluxObject;
import dev.flotilla.tests.harness.process.Waiting;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.Cosign;
import dev.flotilla.tests.harness.registry.FleetRepository;
import dev.flotilla.tests.harness.registry.RegistryClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What a cluster runs, as its workflows say that they have built it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeylessProvenanceE2E {
  private static final Path FOLDER = Project.emptyFolder("keyless-provenance");
  private static final WorkflowRun INFRA =
      WorkflowRun.pushed("controlplaneio-fluxcd/d2-infra", "push-artifact.yaml", "refs/heads/main");

  private static final String CHART =
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: web
        namespace: cert-manager
      spec:
        interval: 10m
        chartRef: {kind: OCIRepository, name: web}
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: web
        namespace: cert-manager
      spec:
        interval: 10m
        url: oci://%s
        insecure: true
        ref: {tag: 1.0.0}
        verify:
          provider: cosign
          matchOIDCIdentity:
            - issuer: ^https://token[.]actions[.]githubusercontent[.]com$
              subject: ^https://github[.]com/%s$
      """;

  private static Sandbox sandbox;
  private static RegistryClient registry;
  private static Program program;
  private static Map<String, String> run;
  private static String commit;

  @BeforeAll
  static void publishTheFleetAndOneComponent(
      @InSandbox(value = "provenance", keyless = true) Sandbox empty) {
    sandbox = empty;
    registry = new RegistryClient(sandbox.registry(), "anybody:");
    FleetRepository repository = new FleetRepository(FOLDER);
    repository.copy("sandbox/components", "components");
    commit = repository.commit("Add the sample components");
    program =
        repository.publishing(Program.warm(FOLDER).against(sandbox).inContext(sandbox.name()));
    run = sandbox.identity(INFRA);
    program.with(run).run("publish", "--component", "components/cert-manager").succeeded();
    program
        .with(sandbox.identity(WorkflowRun.pushed(FLEET, "push-artifact.yaml", "refs/heads/main")))
        .run("publish")
        .succeeded();
    program.run("deploy", "staging", "--flux-only", "--timeout", "4m").succeeded();
  }

  @Test
  @Order(1)
  void statusShowsFromWhatAndByWhomEachArtifactWasBuilt() {
    awaitCertManager("main@sha1:" + commit);

    assertThat(program.run("status", "staging").stdout())
        .contains(
            """

            CLUSTER  ARTIFACT      COMMIT    REPOSITORY  BUILT BY                                                            RUN
            staging  fleet         %1$s  acme/fleet  controlplaneio-fluxcd/d2-fleet: push-artifact.yaml@refs/heads/main  https://github.com/controlplaneio-fluxcd/d2-fleet/actions/runs/"""
                .formatted(commit.substring(0, 8)))
        .contains(
            "\nstaging  cert-manager  %s  acme/fleet  controlplaneio-fluxcd/d2-infra: push-artifact.yaml@refs/heads/main  https://github.com/controlplaneio-fluxcd/d2-infra/actions/runs/%s/attempts/1\n"
                .formatted(commit.substring(0, 8), run.get("GITHUB_RUN_ID")));
    JsonNode provenance =
        Sandbox.json(program.run("status", "staging", "--json").stdout()).get(0).get("provenance");
    assertThat(provenance.get(1))
        .isEqualTo(
            Sandbox.JSON
                .createObjectNode()
                .put("artifact", "cert-manager")
                .put("digest", registry.digest(CERT_MANAGER, "latest").orElseThrow())
                .put("commit", commit)
                .put("repository", "https://github.com/acme/fleet")
                .put("builder", "https://github.com/" + INFRA.subject())
                .put(
                    "run",
                    "https://github.com/controlplaneio-fluxcd/d2-infra/actions/runs/%s/attempts/1"
                        .formatted(run.get("GITHUB_RUN_ID")))
                .put("message", ""));
    assertThat(program.with("FLOTILLA_COSIGN", "/no/cosign").run("status", "staging").stdout())
        .endsWith(
            "\nstaging: fleet, cert-manager: provenance not checked: cannot start cosign, which signs and verifies, got '/no/cosign'; install cosign 3 or newer, or set FLOTILLA_COSIGN to its path\n");
  }

  /** Neither Flux nor 'cosign verify' looks at what is attested. */
  @Test
  @Order(2)
  void fluxTakesAnAttestationForASignature() {
    String artifact = push("main@sha1:" + "a".repeat(40));
    Path anything = Project.write(FOLDER.resolve("cdktf.out/anything.json"), "{}");
    Cosign.runAs(
        identity(INFRA),
        artifact,
        "attest",
        "--type",
        "https://acme.example/anything",
        "--predicate",
        anything.toString());

    awaitCertManager("main@sha1:" + "a".repeat(40));
    assertThat(program.run("status", "staging").stdout())
        .contains("staging: cert-manager: no provenance; a newer version will have it\n");
  }

  @Test
  @Order(3)
  void statusWarnsOfAWorkflowThatAnotherRepositoryCalls() {
    String warning =
        "warning: cluster 'staging': 'cert-manager' must be signed by a run of '%s' itself, got one of 'mallory/fork', which calls it; remove 'workflow_call' from that file, and publish again\n"
            .formatted(INFRA.subject());
    assertThat(program.run("status", "staging").stderr()).doesNotContain("which calls it");

    Cosign.runAs(
        identity(INFRA.calledBy("mallory/fork")), push("main@sha1:" + "b".repeat(40)), "sign");

    awaitCertManager("main@sha1:" + "b".repeat(40));
    assertThat(program.run("status", "staging").exited(2).stderr()).contains(warning);
  }

  /** Each by the workflow that its source names; the cluster is not asked. */
  @Test
  @Order(4)
  void checkRefusesAChartThatAnotherWorkflowHasSigned() {
    Path chart = Project.ROOT.resolve("tests/src/test/resources/charts/web");
    registry.pushChart("acme/charts/web", "1.0.0", chart);
    String address = sandbox.registry() + "/acme/charts/web";
    String artifact = address + "@" + registry.digest("acme/charts/web", "1.0.0").orElseThrow();
    Path configs = FOLDER.resolve("components/cert-manager/configs/staging");
    Project.write(
        configs.resolve("chart.yaml"),
        CHART.formatted(address, INFRA.subject().replace(".", "[.]")));
    Project.write(
        configs.resolve("kustomization.yaml"),
        "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [../base, chart.yaml]\n");
    String refusal =
        "components/cert-manager/configs/staging/chart.yaml:8: staging: a chart must have the signature that clusters demand, got 'oci://%s:1.0.0' in HelmRelease 'cert-manager/web' (cosign said: "
            .formatted(address);

    assertThat(checkCertManager()).contains(refusal + "no signatures found); take a version");
    Cosign.runAs(
        identity(WorkflowRun.pushed("mallory/fork", "push-artifact.yaml", "refs/heads/main")),
        artifact,
        "sign");
    assertThat(checkCertManager()).contains(refusal).doesNotContain("no signatures found");
    Cosign.runAs(identity(INFRA), artifact, "sign");
    assertThat(checkCertManager()).doesNotContain("must have the signature");
  }

  private static String checkCertManager() {
    return program.run("check", "components/cert-manager").stdout();
  }

  private static Map<String, String> identity(WorkflowRun workflow) {
    Map<String, String> all = new TreeMap<>(sandbox.environment());
    all.putAll(sandbox.identity(workflow));
    return all;
  }

  /** Moves the channel to the same content of another revision, as whoever can push may. */
  private static String push(String revision) {
    ObjectNode manifest = (ObjectNode) registry.manifest(CERT_MANAGER, "latest");
    ((ObjectNode) manifest.get("annotations")).put("org.opencontainers.image.revision", revision);
    registry.push(CERT_MANAGER, "latest", manifest);
    return "%s/%s@%s"
        .formatted(
            sandbox.registry(),
            CERT_MANAGER,
            registry.digest(CERT_MANAGER, "latest").orElseThrow());
  }

  private static void awaitCertManager(String origin) {
    Waiting.awaitProgram()
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              FluxObject.source(sandbox.client(), "cert-manager", "infra").reconcile();
              assertThat(program.run("status", "staging", "--json").stdout())
                  .contains("\"origin\" : \"" + origin + "\"");
            });
  }
}
