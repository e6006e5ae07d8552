package dev.flotilla.tests.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.SharedKubeconfig;
import dev.flotilla.tests.harness.TestCredential;
import dev.flotilla.tests.harness.flux.Flux;
import dev.flotilla.tests.harness.flux.FluxObject;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.Waiting;
import dev.flotilla.tests.harness.project.Document;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.FleetRepository;
import dev.flotilla.tests.harness.registry.TestRegistry;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole fleet, as publish and deploy bring it onto clusters of both channels. */
class FleetE2E {
  private static final Path FOLDER = Project.emptyFolder("fleet");
  private static FleetRepository repository;
  private static Sandbox staging;
  private static Sandbox prodEu;
  private static Program program;
  private static ProcessResult deploy;

  /** Both pull from one registry, as the clusters of a fleet do. */
  @BeforeAll
  static void publishAndDeploy(
      @InSandbox("fleet-staging") Sandbox first, @InSandbox("fleet-prod-eu") Sandbox second) {
    staging = first;
    prodEu = second;
    repository = FleetRepository.ofD2(FOLDER);
    repository.copy("sandbox/components", "components");
    repository.commit("Add the sample components");
    SharedKubeconfig.write(
        FOLDER.resolve("kubeconfig"), Map.of("staging", staging, "prod-eu", prodEu));
    program = onBoth(Program.warm(FOLDER));
    Program older = onBoth(Program.variedFleet(FOLDER, "operator=0.58.1"));
    publishAll(older);
    publishAll(older, "--version", "v1.0.0");
    deploy = older.run("deploy", "staging", "prod-eu", "--timeout", "4m").succeeded();
  }

  private static Program onBoth(Program program) {
    return repository
        .publishing(program.against(staging))
        .with("FLOTILLA_MIRROR_KEYS", repository.keys().toString())
        .with("KUBECONFIG", FOLDER.resolve("kubeconfig").toString());
  }

  private static void publishAll(Program fleet, String... release) {
    List<String> arguments = new ArrayList<>(List.of("publish"));
    arguments.addAll(List.of(release));
    fleet.run(arguments.toArray(String[]::new)).succeeded();
    for (String name : List.of("backend", "cert-manager", "frontend", "monitoring")) {
      arguments.addAll(List.of("--component", "components/" + name));
    }
    program.run(arguments.toArray(String[]::new)).succeeded();
  }

  @Test
  void clustersOfBothChannelsAreReadyInOneRunAndShownAsTrees() {
    assertThat(withoutDigests(deploy.stdout()))
        .isEqualTo(
            """
            CLUSTER             READY  SOURCE                     REVISION                BUILT FROM          SIGNER
            staging             yes
              flux-system       yes    flux-system/flux-system    latest@sha256:xxxxxxxx  main@sha1:xxxxxxxx  key cosign-key
                flux-operator   yes    flux-system/flux-operator  0.58.1@sha256:xxxxxxxx                      not verified
                tenants         yes    flux-system/flux-system    latest@sha256:xxxxxxxx  main@sha1:xxxxxxxx  key cosign-key
                  backend       yes    backend/apps               latest@sha256:xxxxxxxx  main@sha1:xxxxxxxx  key cosign-key
                  cert-manager  yes    cert-manager/infra         latest@sha256:xxxxxxxx  main@sha1:xxxxxxxx  key cosign-key
                  frontend      yes    frontend/apps              latest@sha256:xxxxxxxx  main@sha1:xxxxxxxx  key cosign-key
                  monitoring    yes    monitoring/infra           latest@sha256:xxxxxxxx  main@sha1:xxxxxxxx  key cosign-key
                  policies      yes
            CLUSTER             READY  SOURCE                     REVISION                       BUILT FROM                         SIGNER
            prod-eu             yes
              flux-system       yes    flux-system/flux-system    latest-stable@sha256:xxxxxxxx  v1.0.0@sha1:xxxxxxxx               key cosign-key
                flux-operator   yes    flux-system/flux-operator  0.58.1@sha256:xxxxxxxx                                            not verified
                tenants         yes    flux-system/flux-system    latest-stable@sha256:xxxxxxxx  v1.0.0@sha1:xxxxxxxx               key cosign-key
                  backend       yes    backend/apps               latest-stable@sha256:xxxxxxxx  backend/v1.0.0@sha1:xxxxxxxx       key cosign-key
                  cert-manager  yes    cert-manager/infra         latest-stable@sha256:xxxxxxxx  cert-manager/v1.0.0@sha1:xxxxxxxx  key cosign-key
                  frontend      yes    frontend/apps              latest-stable@sha256:xxxxxxxx  frontend/v1.0.0@sha1:xxxxxxxx      key cosign-key
                  monitoring    yes    monitoring/infra           latest-stable@sha256:xxxxxxxx  monitoring/v1.0.0@sha1:xxxxxxxx    key cosign-key
                  policies      yes
            """);
  }

  @Test
  void clustersAreAppliedAndBecomeReadySideBySide() {
    String lines = deploy.stderr();

    assertThat(lines)
        .contains(
            "staging: fleet: all that Flux delivers is ready",
            "prod-eu: fleet: all that Flux delivers is ready");
    for (String cluster : List.of("staging", "prod-eu")) {
      assertThat(lines.indexOf(cluster + ": plan: "))
          .isBetween(0, lines.indexOf(": apply: 4 added"));
    }
  }

  @Test
  void readmeShowsWhatADeployEndsWith() {
    String shown = Document.of("README.md").section("Try it").fences("text").get(0);

    assertThat(withoutDigests(deploy.stdout()))
        .startsWith(
            withoutDigests(shown)
                .replace("0.59.0", "0.58.1")
                .replaceAll("(?m)\\S+: \\S+@refs/heads/main$", "key cosign-key"));
  }

  private static String withoutDigests(String tree) {
    return tree.replaceAll(":[0-9a-f]{8}\\b", ":xxxxxxxx");
  }

  @Test
  void statusReportsToProgramsWhatWasPublished() {
    JsonNode status =
        Sandbox.json(program.run("status", "prod-eu", "--json").succeeded().stdout()).get(0);

    assertThat(status.get("ready").asBoolean()).isTrue();
    assertThat(status.get("message").asText()).isEqualTo("8 of 8 ready");
    JsonNode fleet = status.at("/deliveries/0");
    String published = program.run("publish", "--rollback-to", "v1.0.0").succeeded().stdout();
    assertThat(published.strip())
        .endsWith("@" + fleet.get("revision").asText().replaceFirst(".*@", ""));
    JsonNode tenants = fleet.at("/deliveries/1/deliveries");
    assertThat(tenants)
        .extracting(delivery -> delivery.get("name").asText())
        .containsExactly("backend", "cert-manager", "frontend", "monitoring", "policies");
    assertThat(tenants.at("/0/source").asText()).isEqualTo("backend/apps");
    assertThat(tenants.at("/0/origin").asText()).startsWith("backend/v1.0.0@sha1:");
    assertThat(tenants.at("/0/signer").asText()).isEqualTo("key cosign-key");
    assertThat(tenants.at("/0/ready").asBoolean()).isTrue();
    assertThat(tenants.at("/0/releases/0/name").asText()).isEqualTo("backend/cache");
    assertThat(tenants.at("/0/releases/0/deployed/version").asText()).isEqualTo("1.0.0");
  }

  @Test
  void changedTenantArrivesAfterPublishAlone() {
    repository.commit(
        "components/frontend/staging/values.yaml",
        """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: web
        spec:
          values:
            replicas: 3
        """);
    program.run("publish", "--component", "components/frontend").succeeded();
    FluxObject.source(staging.client(), "frontend", "apps").reconcile();

    var web = staging.client().apps().deployments().inNamespace("frontend").withName("web");
    Waiting.await().until(() -> web.get().getSpec().getReplicas() == 3);
  }

  @Test
  void versionsShowsHowFarProductionIsBehindStaging() {
    String commit = repository.commit("components/backend/README.md", "Backend").substring(0, 8);
    program.run("publish", "--component", "components/backend").succeeded();
    FluxObject.source(staging.client(), "backend", "apps").reconcile();

    Waiting.awaitProgram()
        .untilAsserted(
            () ->
                assertThat(program.run("versions", "staging", "prod-eu").exited(2).stdout())
                    .startsWith("ARTIFACT      ENVIRONMENT  CLUSTER  RUNS  ")
                    .containsPattern("\nbackend .* staging  main@sha1:" + commit + " .* -\n")
                    .containsPattern("\nbackend .* backend/v1\\.0\\.0@.* staging by \\d+m\\d+s\n"));
    assertThat(program.run("versions").exited(1).stderr()).contains("error: ", "prod-us");
  }

  @Test
  void objectsOfFluxAreChangedByPublishAloneAndThePlanStaysEmpty() {
    KubernetesClient client = staging.client();
    var before = Flux.operator(client);
    assertThat(before.getMetadata().getLabels())
        .containsEntry("helm.toolkit.fluxcd.io/name", "flux-operator")
        .containsEntry("app.kubernetes.io/version", "v0.58.1");
    assertThat(Flux.instance(client).<String>get("spec", "cluster", "size")).isEqualTo("medium");
    Program newer = onBoth(Program.variedFleet(FOLDER, "size=none"));
    newer.run("deploy", "staging", "--flux-only").succeeded();
    assertThat(newer.run("diff", "staging", "--plane", "stacks", "--refresh").succeeded().stdout())
        .contains("owned by Flux, publish to change: Flux Operator: version: 0.58.1 -> 0.59.0\n");

    repository.commit("fleet.txt", "operator 0.59.0, and no size");
    newer.run("publish").succeeded();
    FluxObject.source(client, Flux.NAMESPACE, "flux-system").reconcile();

    Waiting.await()
        .untilAsserted(
            () ->
                assertThat(Flux.operator(client).getMetadata().getLabels())
                    .containsEntry("app.kubernetes.io/version", "v0.59.0"));
    assertThat(Flux.operator(client).getMetadata().getUid())
        .isEqualTo(before.getMetadata().getUid());
    Waiting.await()
        .untilAsserted(
            () ->
                assertThat(Flux.instance(client).<String>get("spec", "cluster", "size")).isNull());
    assertThat(newer.run("diff", "staging", "--plane", "stacks", "--refresh").succeeded().stdout())
        .contains("No changes.")
        .doesNotContain("owned by Flux");
    Program lost =
        onBoth(Program.variedFleet(Project.emptyFolder("fleet-lost-state"), "size=none"));
    assertThat(lost.run("diff", "staging", "--plane", "stacks", "--refresh").exited(2).stdout())
        .contains("Plan: 4 to add")
        .doesNotContain("owned by Flux");
  }

  @Test
  void deployEndsWhenTheCopiesOfACredentialHaveItsNewValue() {
    onBoth(Program.variedFleet(FOLDER, "revision=2"))
        .with(TestCredential.VARIABLE, "ghp_w7RkZt2NcVb5Lx8QyHm4")
        .run("deploy", "prod-eu")
        .succeeded();

    List<Secret> secrets =
        prodEu.client().secrets().inAnyNamespace().list().getItems().stream()
            .filter(secret -> secret.getMetadata().getName().equals("ghcr-auth"))
            .toList();
    assertThat(secrets)
        .extracting(secret -> secret.getMetadata().getNamespace())
        .contains(Flux.NAMESPACE, "backend", "frontend", "cert-manager", "monitoring");
    assertThat(secrets)
        .extracting(secret -> secret.getData().get(".dockerconfigjson"))
        .allMatch(
            config ->
                new String(Base64.getDecoder().decode(config), UTF_8)
                    .contains("ghp_w7RkZt2NcVb5Lx8QyHm4"));
  }

  @Test
  void statusReportsWhyASourceIsNotReady() throws IOException {
    String artifacts = "oci://" + staging.registry() + "/controlplaneio-fluxcd/d2-infra/";
    try (TestRegistry closed = TestRegistry.closed(Project.emptyFolder("fleet-closed"))) {
      assertReports(artifacts + "monitoring", "signature refused: failed to verify the signature");
      assertReports(artifacts + "nothing", "not found: ");
      assertReports("oci://" + closed.address() + "/any", "unauthorized: ");
    } finally {
      fetchCertManagerFrom(artifacts + "cert-manager");
    }
    FluxObject.source(prodEu.client(), "cert-manager", "infra").awaitReady();
    Waiting.awaitProgram().until(() -> program.run("status", "prod-eu").exitCode() == 0);
  }

  private static void assertReports(String url, String reason) {
    fetchCertManagerFrom(url);
    FluxObject.source(prodEu.client(), "cert-manager", "infra").awaitNotReady();
    Waiting.awaitProgram()
        .untilAsserted(
            () ->
                assertThat(program.run("status", "prod-eu").exited(2).stdout())
                    .contains(
                        "7 of 8 ready, not yet cert-manager\n",
                        "\ncert-manager: OCIRepository/cert-manager/infra: " + reason));
  }

  private static void fetchCertManagerFrom(String url) {
    prodEu
        .client()
        .genericKubernetesResources("source.toolkit.fluxcd.io/v1", "OCIRepository")
        .inNamespace("cert-manager")
        .withName("infra")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"url\":\"%s\"}}".formatted(url));
  }
}
