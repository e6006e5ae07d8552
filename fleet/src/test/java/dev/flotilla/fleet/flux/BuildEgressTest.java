package dev.flotilla.fleet.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.fixture.Bootstraps;
import dev.flotilla.fleet.kubernetes.Yaml;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildEgressTest {
  private static final BuildEgress KMS =
      BuildEgress.closed().allowing("kms.eu-central-1.amazonaws.com").allowing("[fd00::1]:8200");

  @Test
  void closedAllowsFluxAndTheApiServer() {
    assertThat(yaml(KMS.patch("k8s.acme.example", List.of("tenants"))))
        .isEqualTo(
            """
            target:
              kind: Deployment
              name: kustomize-controller(-.+)?
            patch: |
              apiVersion: apps/v1
              kind: Deployment
              metadata:
                name: kustomize-controller
              spec:
                template:
                  spec:
                    containers:
                    - name: manager
                      env:
                      - name: HTTP_PROXY
                        value: http://127.0.0.1:9
                      - name: HTTPS_PROXY
                        value: http://127.0.0.1:9
                      - name: NO_PROXY
                        value: $(KUBERNETES_SERVICE_HOST),source-controller.flux-system.svc.k8s.acme.example.,source-controller.flux-system.svc.k8s.acme.example,source-controller.flux-system.svc,source-controller-tenants.flux-system.svc.k8s.acme.example.,source-controller-tenants.flux-system.svc.k8s.acme.example,source-controller-tenants.flux-system.svc,source-watcher.flux-system.svc.k8s.acme.example.,source-watcher.flux-system.svc.k8s.acme.example,source-watcher.flux-system.svc,notification-controller.flux-system.svc.k8s.acme.example.,notification-controller.flux-system.svc.k8s.acme.example,notification-controller.flux-system.svc,kms.eu-central-1.amazonaws.com,[fd00::1]:8200
            """);
  }

  @Test
  void openBuildEgressAddsNothingToTheInstance() {
    assertThat(BuildEgress.open().patch("cluster.local", List.of())).isEmpty();
  }

  @Test
  void instanceClosesBuildEgressByDefaultAfterItsEgress() {
    Egress proxy = Egress.DIRECT.withProxy("http://proxy.acme.example:3128");
    String patches = spec(settings().egress(proxy));

    assertThat(patches).contains("kustomize-controller(-.+)?", "http://127.0.0.1:9");
    assertThat(patches.indexOf("http://proxy.acme.example:3128"))
        .isLessThan(patches.indexOf("http://127.0.0.1:9"));
  }

  @Test
  void instanceWithShardsExceptsTheirSources() {
    assertThat(spec(settings().sharding(Sharding.ephemeral("tenants"))))
        .contains(",source-controller-tenants.flux-system.svc.cluster.local.,");
  }

  @Test
  void instanceLeavesBuildsOpenWithoutLockdownOrController() {
    InstanceCluster open =
        InstanceCluster.multitenant(InstanceCluster.Size.SMALL).withoutMultitenancy();

    assertThat(spec(settings().cluster(open))).doesNotContain("HTTP_PROXY");
    assertThat(spec(settings().buildEgress(BuildEgress.open()))).doesNotContain("HTTP_PROXY");
    assertThat(spec(settings().controllers(EnumSet.of(FluxController.SOURCE_CONTROLLER))))
        .doesNotContain("HTTP_PROXY");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://kms.example",
        "*.example",
        ".example",
        "KMS.example",
        "kms.example,evil.test",
        "10.0.0.0/8",
        "kms.example:",
        "kms..acme.example",
        "kms.acme.example:99999",
        "[fd00::1::2]:8200"
      })
  void refusesMalformedHost(String host) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BuildEgress.closed().allowing(host))
        .withMessage(
            "a host that builds reach must be lower-case, with an optional port, such as 'kms.eu-central-1.amazonaws.com', got '%s'",
            host);
  }

  @Test
  void refusesHostsOfAnOpenBuildEgress() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BuildEgress.open().allowing("kms.example"))
        .withMessage(
            "an open build egress must list no hosts, because it reaches all of them, got 'kms.example'; begin with BuildEgress.closed()");
  }

  @Test
  void refusesHostsTogetherWithAProxy() {
    Egress proxy = Egress.DIRECT.withProxy("http://proxy.acme.example:3128");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bootstraps.instance(settings().egress(proxy).buildEgress(KMS)))
        .withMessage(
            "hosts that builds reach must be reachable without a proxy, got 'kms.eu-central-1.amazonaws.com', '[fd00::1]:8200' and the proxy 'http://proxy.acme.example:3128'; use BuildEgress.open(), and let that proxy refuse the rest");
  }

  private static FluxSettings.Builder settings() {
    return FluxSettings.builder();
  }

  private static String spec(FluxSettings.Builder settings) {
    return Yaml.write(Bootstraps.instance(settings).toObject().toMap());
  }

  private static String yaml(Optional<Patch> patch) {
    return Yaml.write(patch.orElseThrow().toSpec());
  }
}
