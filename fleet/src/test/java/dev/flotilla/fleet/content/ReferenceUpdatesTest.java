package dev.flotilla.fleet.content;

import static dev.flotilla.fleet.environment.Environment.PRODUCTION;
import static dev.flotilla.fleet.environment.Environment.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.content.helm.Chart;
import dev.flotilla.fleet.content.helm.HelmRelease;
import dev.flotilla.fleet.content.update.Versions;
import dev.flotilla.fleet.render.ContentFolder;
import dev.flotilla.fleet.source.OciUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The update policies of the d2 reference architecture, and the markers in its repositories. */
class ReferenceUpdatesTest {
  private static final Duration HALF_A_DAY = Duration.ofHours(12);

  @TempDir private Path folder;

  @Test
  void thePlatformTeamFollowsItsCharts() throws IOException {
    Content certManager =
        component("cert-manager", "infra")
            .controllers(
                release(
                    "cert-manager", "quay.io/jetstack/charts/cert-manager", "v1.20.2", ">=1.0.0"))
            .build();
    Content monitoring =
        component("monitoring", "infra")
            .controllers(
                release(
                    "kube-prometheus-stack",
                    "ghcr.io/prometheus-community/charts/kube-prometheus-stack",
                    "86.2.0",
                    ">=55.0.0"),
                release(
                    "metrics-server",
                    "ghcr.io/controlplaneio-fluxcd/charts/metrics-server",
                    "3.13.0",
                    ">=3.0.0"))
            .build();

    write(certManager, monitoring);

    assertThat(policies())
        .containsExactly(
            "infra/cert-manager quay.io/jetstack/charts/cert-manager 12h >=1.0.0",
            "infra/kube-prometheus-stack ghcr.io/prometheus-community/charts/kube-prometheus-stack 12h >=55.0.0",
            "infra/metrics-server ghcr.io/controlplaneio-fluxcd/charts/metrics-server 12h >=3.0.0");
    assertThat(versions())
        .endsWith(
            """
            data:
              cert-manager: "v1.20.2" # {"$imagepolicy": "infra:cert-manager:tag"}
              kube-prometheus-stack: "86.2.0" # {"$imagepolicy": "infra:kube-prometheus-stack:tag"}
              metrics-server: "3.13.0" # {"$imagepolicy": "infra:metrics-server:tag"}
            """);
  }

  @Test
  void teamsFollowTheirCharts() throws IOException {
    Content backend =
        component("backend", "apps")
            .objects(
                release(
                    "backend-memcached",
                    "registry-1.docker.io/bitnamicharts/memcached",
                    "8.6.3",
                    ">=1.0.0"),
                release(
                    "backend-redis",
                    "registry-1.docker.io/bitnamicharts/redis",
                    "27.0.12",
                    ">=1.0.0"))
            .build();
    OciUrl podinfo = new OciUrl("oci://ghcr.io/stefanprodan/charts/podinfo");
    Content frontend =
        component("frontend", "apps")
            .objects(
                HelmRelease.builder(
                        "podinfo",
                        Chart.oci(podinfo)
                            .at(Versions.NONE.chart("frontend-podinfo", "6.14.0"))
                            .autoUpdate(">=1.0.0", Duration.ofMinutes(10)))
                    .build())
            .build();

    write(backend, frontend);

    assertThat(policies())
        .containsExactly(
            "apps/backend-memcached registry-1.docker.io/bitnamicharts/memcached 12h >=1.0.0",
            "apps/backend-redis registry-1.docker.io/bitnamicharts/redis 12h >=1.0.0",
            "apps/frontend-podinfo ghcr.io/stefanprodan/charts/podinfo 10m >=1.0.0");
    assertThat(versions())
        .endsWith(
            "  frontend-podinfo: \"6.14.0\" # {\"$imagepolicy\": \"apps:frontend-podinfo:tag\"}\n");
  }

  private static Content.Builder component(String name, String automation) {
    return Content.builder(name, STAGING, PRODUCTION).updatedBy(automation);
  }

  private static HelmRelease release(String name, String chart, String version, String range) {
    return HelmRelease.builder(
            name,
            Chart.oci(new OciUrl("oci://" + chart))
                .at(Versions.NONE.chart(name, version))
                .autoUpdate(range, HALF_A_DAY))
        .build();
  }

  private void write(Content... contents) throws IOException {
    ContentFolder.write(folder.resolve("components"), List.of(contents));
  }

  private String versions() throws IOException {
    return Files.readString(folder.resolve("components/versions.yaml"));
  }

  /** Returns each policy with the repository that it selects from. */
  private List<String> policies() throws IOException {
    List<Map<?, ?>> objects = new ArrayList<>();
    new Load(LoadSettings.builder().build())
        .loadAllFromString(Files.readString(folder.resolve("update-policies/charts.yaml")))
        .forEach(object -> objects.add((Map<?, ?>) object));
    List<String> policies = new ArrayList<>();
    for (int i = 0; i < objects.size(); i += 2) {
      Map<?, ?> repository = objects.get(i);
      Map<?, ?> policy = objects.get(i + 1);
      assertThat(repository.get("kind")).isEqualTo("ImageRepository");
      assertThat(policy.get("kind")).isEqualTo("ImagePolicy");
      assertThat(at(policy, "spec", "imageRepositoryRef", "name"))
          .isEqualTo(at(repository, "metadata", "name"));
      policies.add(
          "%s/%s %s %s %s"
              .formatted(
                  at(policy, "metadata", "namespace"),
                  at(policy, "metadata", "name"),
                  at(repository, "spec", "image"),
                  at(repository, "spec", "interval"),
                  at(policy, "spec", "policy", "semver", "range")));
    }
    return policies;
  }

  private static Object at(Map<?, ?> object, String... path) {
    Object value = object;
    for (String key : path) {
      value = ((Map<?, ?>) value).get(key);
    }
    return value;
  }
}
