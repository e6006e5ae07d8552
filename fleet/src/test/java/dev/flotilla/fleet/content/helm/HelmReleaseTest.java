package dev.flotilla.fleet.content.helm;

import static dev.flotilla.fleet.environment.Environment.PRODUCTION;
import static dev.flotilla.fleet.environment.Environment.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.content.ConfigMapFiles;
import dev.flotilla.fleet.flux.Patch;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Yaml;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.version.Version;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HelmReleaseTest {
  private static final OciChart CHART =
      Chart.oci(new OciUrl("oci://ghcr.io/acme/charts/web")).at(Version.of("1.0.0"));

  @Test
  void helmReleaseIsAReleaseOfOneChartThatFluxComparesEveryHour() {
    assertThat(yaml(HelmRelease.builder("web", CHART).build(), "staging"))
        .isEqualTo(
            """
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata:
              name: web
            spec:
              interval: 1h
              chartRef:
                kind: OCIRepository
                name: web-chart
            """);
  }

  @Test
  void helmReleaseHasEachOfItsValuesInTheSpec() {
    ConfigMapFiles files = ConfigMapFiles.of("web-values", Map.of("values.yaml", "a: 1\n"));
    HelmRelease release =
        HelmRelease.builder("web", CHART)
            .interval(Duration.ofMinutes(30))
            .timeout(Duration.ofMinutes(10))
            .serviceAccount("deployer")
            .dependsOn(HelmRelease.builder("cache", CHART).build())
            .crds(CrdPolicy.CREATE_REPLACE)
            .install(Install.retries(3).withTimeout(Duration.ofMinutes(9)))
            .upgrade(Upgrade.retries(2).rollback())
            .driftDetection(
                DriftDetection.warn()
                    .ignoring("/spec/replicas")
                    .ignoring(
                        Patch.Target.of(Patch.Kind.DEPLOYMENT, "web"), "/metadata/labels/app~1x"))
            .addValuesFrom(ValuesSource.configMap(files))
            .addValuesFrom(
                ValuesSource.secret("web").withKey("token").at("env", "a.b", "c").optional())
            .values(Values.of("replicaCount", 1))
            .addPostRenderer(
                PostRenderer.patches(
                    Patch.add(Patch.Target.of(Patch.Kind.DEPLOYMENT, "web"), "/spec/paused", true)))
            .addPostRenderer(
                PostRenderer.images(
                    ImageOverride.of("acme/web").withName("mirror.example/web").withTag("1.0")))
            .fields(Map.of("maxHistory", 3, "upgrade", Map.of("cleanupOnFail", true)))
            .build();

    assertThat(release.problems("staging")).isEmpty();
    assertThat(yaml(release, "staging"))
        .isEqualTo(
            """
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata:
              name: web
            spec:
              interval: 30m
              timeout: 10m
              chartRef:
                kind: OCIRepository
                name: web-chart
              serviceAccountName: deployer
              dependsOn:
              - name: cache
              install:
                crds: Create
                timeout: 9m
                remediation:
                  retries: 3
              upgrade:
                crds: CreateReplace
                remediation:
                  retries: 2
                  strategy: rollback
                  remediateLastFailure: true
                cleanupOnFail: true
              driftDetection:
                mode: warn
                ignore:
                - paths:
                  - /spec/replicas
                - paths:
                  - /metadata/labels/app~1x
                  target:
                    kind: Deployment
                    name: web
              valuesFrom:
              - kind: ConfigMap
                name: %s
              - kind: Secret
                name: web
                valuesKey: token
                targetPath: env.a\\.b.c
                literal: true
                optional: true
              values:
                replicaCount: 1
              postRenderers:
              - kustomize:
                  patches:
                  - target:
                      kind: Deployment
                      name: web
                    patch: |
                      - op: add
                        path: /spec/paused
                        value: true
              - kustomize:
                  images:
                  - name: acme/web
                    newName: mirror.example/web
                    newTag: '1.0'
              maxHistory: 3
            """
                .formatted(files.hashedName()));
  }

  @Test
  void helmReleaseHasValuesOfItsOwnInEachEnvironment() {
    HelmRelease release =
        HelmRelease.builder("web", CHART)
            .values(Values.yaml("replicaCount: 1\nresources: {limits: {memory: 128Mi}}"))
            .valuesIn(PRODUCTION, Values.of("replicaCount", 3))
            .addValuesIn(PRODUCTION, Values.yaml("resources: {limits: {cpu: 500m}}"))
            .addValuesIn(STAGING, Values.of("debug", true))
            .valuesIn(STAGING, Values.of("debug", false))
            .build();

    assertThat(values(release, "production"))
        .isEqualTo(
            Map.of(
                "replicaCount",
                3,
                "resources",
                Map.of("limits", Map.of("memory", "128Mi", "cpu", "500m"))));
    assertThat(values(release, "staging"))
        .isEqualTo(
            Map.of(
                "replicaCount",
                1,
                "resources",
                Map.of("limits", Map.of("memory", "128Mi")),
                "debug",
                false));
    assertThat(values(release, "canary"))
        .isEqualTo(
            Map.of("replicaCount", 1, "resources", Map.of("limits", Map.of("memory", "128Mi"))));
  }

  @Test
  void refusesNamesThatHelmCannotHave() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HelmRelease.builder("Web", CHART).build())
        .withMessage(
            "the name of a Helm release must be an RFC 1123 label (lower-case letters, digits, '-', at most 63 characters), got 'Web'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HelmRelease.builder("w".repeat(54), CHART).build())
        .withMessage(
            "the name of a Helm release must have at most 53 characters, got '%s'; shorten it",
            "w".repeat(54));
  }

  @Test
  void refusesActionsThatFluxDoesNotHave() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Install.retries(-1))
        .withMessage(
            "the retries of an install must be at least 0, got '-1'; retryOnFailure retries without end");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Upgrade.retryOnFailure().rollback())
        .withMessage(
            "an upgrade must have retries before its strategy 'rollback', got none; begin with Upgrade.retries");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Upgrade.defaults().withTimeout(Duration.ofMillis(1500)))
        .withMessage("the timeout of an upgrade must be whole seconds, at least 1 s, got 'PT1.5S'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DriftDetection.enabled().ignoring("spec.replicas"))
        .withMessage(
            "a path at which drift is ignored must be a JSON pointer such as '/spec/replicas', got 'spec.replicas'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DriftDetection.enabled().ignoring(new String[0]))
        .withMessage(
            "drift must be ignored at one path or more, got none; add one such as '/spec/replicas'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PostRenderer.patches(new Patch[0]))
        .withMessage(
            "a post renderer must change something, got neither a patch nor an image; add one");
  }

  @Test
  void refusesValuesThatASecretCannotHave() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValuesSource.secret("web").withKey("a/b"))
        .withMessage(
            "the key of a Secret must consist of letters, digits, '-', '_' and '.', got 'a/b' in 'web'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValuesSource.configMap("web").at("env", "a b"))
        .withMessage(
            "a key of the values that a ConfigMap sets must consist of letters, digits, '-', '_', '.' and '/', got 'a b' for 'web'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageOverride.of("web").withDigest("sha256:1"))
        .withMessage(
            "the digest of image 'web' must be 'sha256:' and 64 hexadecimal digits, got 'sha256:1'");
  }

  private static String yaml(HelmRelease release, String environment) {
    return Yaml.write(last(release.objects(environment)).toMap());
  }

  private static Object values(HelmRelease release, String environment) {
    assertThat(release.problems(environment)).isEmpty();
    return ((Map<?, ?>) last(release.objects(environment)).body().get("spec")).get("values");
  }

  private static KubernetesObject last(List<KubernetesObject> objects) {
    return objects.get(objects.size() - 1);
  }
}
