package dev.flotilla.tests.publish;

import static dev.flotilla.tests.harness.registry.FleetRepository.BACKEND;
import static dev.flotilla.tests.harness.registry.FleetRepository.FRONTEND;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.Cosign;
import dev.flotilla.tests.harness.registry.FleetRepository;
import dev.flotilla.tests.harness.registry.TestRegistry;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The charts of releases are a part of what is checked before a publish. */
class ChartCheckE2E {
  private static final Path FOLDER = Project.emptyFolder("chart-check");
  private static final String CHART = "stefanprodan/charts/web";
  private static final String RELEASE = "components/frontend/staging/web.yaml";

  private static final FleetRepository repository = FleetRepository.ofD2(FOLDER);
  @AutoClose private static final TestRegistry registry = TestRegistry.open(FOLDER);
  private static final Program program = repository.program(registry.address());

  private static final String RIGHT =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: {{ .Release.Name }}
      data:
        size: {{ .Values.size | quote }}
      """;

  private static final String CLUSTER_ROLE =
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: {{ .Release.Name }}
      """;

  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: {{ .Release.Name }}
      spec:
        selector:
          matchLabels: {app: web}
        template:
          metadata:
            labels: {app: web}
          spec:
            securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
            containers:
              - name: web
                image: registry.example.com/app:2.0.0
                securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
      """;

  /** The end of a source, and the Secret that it names. */
  private static final String VERIFIED =
      """
        verify:
          provider: cosign
          secretRef:
            name: chart-key
      ---
      apiVersion: v1
      kind: Secret
      metadata:
        name: chart-key
      stringData:
        cosign.pub: |
          %s
      """;

  @Test
  void aTenantsChartBringsNothingOfTheWholeCluster() {
    pushChart("1.0.0", RIGHT + "---\n" + CLUSTER_ROLE);
    repository.commit(RELEASE, release(registry.address(), "1.0.0"));
    String mistake =
        "components/frontend/staging/web.yaml:4: staging: a tenant's objects must be in its namespace, got ClusterRole 'web' of 'web/templates/web.yaml', which is of the whole cluster; switch it off by the chart's values, or have the platform team deliver the chart with a component\n";

    assertThat(program.run("check", "components/frontend").exited(2).stdout()).endsWith(mistake);
    ProcessResult publish = program.run("publish", "--component", "components/frontend").exited(1);
    assertThat(publish.stderr()).contains("error: " + mistake);
    assertThat(registry.tags(FRONTEND)).isEmpty();
  }

  @Test
  void aTagThatMovesIsCheckedAgain() {
    repository.write(
        "components/frontend/production/web.yaml", release(registry.address(), "1.1.0"));
    pushChart("1.1.0", RIGHT);
    repository.commit(RELEASE, release(registry.address(), "1.1.0"));
    assertThat(check().succeeded().stderr())
        .matches("(.* still running .*\n)*content: check: passed \\(.*\\)\n");
    assertThat(check().succeeded().stderr())
        .matches("(.* still running .*\n)*content: check: unchanged since it passed \\(.*\\)\n");

    pushChart("1.1.0", RIGHT.replace("\ndata:", "\ndada:"));

    assertThat(check().exited(2).stdout())
        .isEqualTo(
            """
            components/frontend/production/web.yaml:4: production: a field must be one that its kind has, got 'dada' in ConfigMap 'frontend/web' of 'web/templates/web.yaml'; did you mean 'data'?
            components/frontend/staging/web.yaml:4: staging: a field must be one that its kind has, got 'dada' in ConfigMap 'frontend/web' of 'web/templates/web.yaml'; did you mean 'data'?
            """);
  }

  @Test
  void aRegistryThatDoesNotAnswerStopsThePublishUnlessChartsAreLeftOut() {
    String release =
        release("127.0.0.1:1", "1.0.0")
            .replace(
                "  name: web\nspec:\n  interval: 10m\n  url",
                "  name: web\n  annotations: {check.flotilla.dev/policy: nobody is there}\nspec:\n  interval: 10m\n  url");
    repository.write("components/frontend/production/web.yaml", release);
    repository.commit(RELEASE, release);
    String error =
        "error: registry '127.0.0.1:1' must be reachable, got 'connection refused'; check its address and the network, or leave charts out with --no-charts\n";

    assertThat(check().exited(1).stderr()).endsWith(error);
    assertThat(program.run("publish", "--component", "components/frontend").exited(1).stderr())
        .endsWith(error);

    assertThat(registry.tags(FRONTEND)).isEmpty();

    assertThat(program.run("check", "--no-charts", "components/frontend").succeeded().stderr())
        .endsWith(
            "not checked: components/frontend/staging/web.yaml:7: staging: the chart of HelmRelease 'frontend/web' is not looked at\n");
  }

  /** In the artifact of another tenant, which no other test publishes. */
  @Test
  void aChartIsPublishedWithItsSignatureAndListedInTheBillOfMaterials() {
    pushChart("1.3.0", DEPLOYMENT);
    Path key = Cosign.newKey();
    String publicKey = Project.read(key.resolveSibling("cosign.pub"));
    repository.commit(
        "components/backend/staging/web.yaml",
        release(registry.address(), "1.3.0")
            + VERIFIED.formatted(publicKey.strip().indent(4).strip()));

    assertThat(publishBackend().exited(1).stderr())
        .endsWith(
            "error: components/backend/staging/web.yaml:7: staging: a chart must have the signature that clusters demand, got 'oci://%s/%s:1.3.0' in HelmRelease 'backend/web' (cosign said: no signatures found); take a version that is signed, or correct spec.verify of its source\n"
                .formatted(registry.address(), CHART));
    assertThat(registry.tags(BACKEND)).isEmpty();

    Cosign.sign(key, "", at(CHART, "1.3.0"));
    assertThat(publishBackend().succeeded().stderr())
        .containsPattern("backend: sign: .*\nbackend: attest: .*\nbackend: sbom: .*\n");

    List<JsonNode> bills =
        Cosign.attested("cyclonedx", repository.publicKey(BACKEND), at(BACKEND, "latest"));
    assertThat(bills).hasSize(1);
    assertThat(bills.get(0).at("/predicateType").asText()).isEqualTo("https://cyclonedx.org/bom");
    assertThat(bills.get(0).at("/predicate/components"))
        .extracting(component -> component.get("purl").asText())
        .containsExactly(
            "pkg:oci/app?repository_url=registry.example.com%2Fapp&tag=2.0.0",
            "pkg:oci/web@%s?repository_url=%s"
                .formatted(
                    encoded(registry.digest(CHART, "1.3.0").orElseThrow()),
                    encoded(registry.address() + "/" + CHART)));
    assertThat(Cosign.provenance(repository.publicKey(BACKEND), at(BACKEND, "latest"))).hasSize(1);
    assertThat(publishBackend().succeeded().stderr())
        .contains("backend: unchanged: latest is at ")
        .doesNotContain("backend: sbom:");
  }

  private static ProcessResult publishBackend() {
    return program.run("publish", "--component", "components/backend");
  }

  private static String at(String artifact, String tag) {
    return "%s/%s@%s"
        .formatted(registry.address(), artifact, registry.digest(artifact, tag).orElseThrow());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  @Test
  void renderPrintsWhatTheChartBrings() {
    pushChart("1.2.0", RIGHT);
    repository.commit(RELEASE, release("ghcr.io", "1.2.0"));

    assertThat(program.run("render", "staging", "frontend").succeeded().stdout())
        .contains(
            "---\n# components/frontend/staging/web.yaml\napiVersion: helm.toolkit.fluxcd.io/v2\n")
        .endsWith(
            """
            ---
            # components/frontend/staging/web.yaml: web/templates/web.yaml
            apiVersion: v1
            data:
              size: small
            kind: ConfigMap
            metadata:
              labels:
                helm.toolkit.fluxcd.io/name: web
                helm.toolkit.fluxcd.io/namespace: frontend
              name: web
              namespace: frontend
            """);
  }

  private static ProcessResult check() {
    return program.run("check", "components/frontend");
  }

  private static void pushChart(String version, String template) {
    Path chart = Project.emptyFolder("chart-check-charts").resolve("web");
    Project.write(
        chart.resolve("Chart.yaml"), "apiVersion: v2\nname: web\nversion: " + version + "\n");
    Project.write(chart.resolve("values.yaml"), "size: small\n");
    Project.write(chart.resolve("templates/web.yaml"), template);
    registry.pushChart(CHART, version, chart);
  }

  private static String release(String host, String version) {
    return """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: web
        spec:
          interval: 10m
          chartRef:
            kind: OCIRepository
            name: web
        ---
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: OCIRepository
        metadata:
          name: web
        spec:
          interval: 10m
          url: oci://%s/stefanprodan/charts/web
          ref:
            tag: %s
        """
        .formatted(host, version);
  }
}
