package dev.flotilla.fleet.render;

import static dev.flotilla.fleet.environment.Environment.PRODUCTION;
import static dev.flotilla.fleet.environment.Environment.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.content.Content;
import dev.flotilla.fleet.content.Manifest;
import dev.flotilla.fleet.content.Variable;
import dev.flotilla.fleet.content.helm.Chart;
import dev.flotilla.fleet.content.helm.HelmRelease;
import dev.flotilla.fleet.content.helm.HelmRepository;
import dev.flotilla.fleet.content.helm.OciChart;
import dev.flotilla.fleet.content.helm.Values;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.version.Version;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContentProblemsTest {
  private static final OciChart CHART =
      Chart.oci(new OciUrl("oci://ghcr.io/acme/charts/web")).at(Version.of("1.0.0"));

  private static final Environment PROD =
      new Environment("prodution", Channel.tag("prod"), GitRef.branch("prod"));

  @Test
  void reportsEveryMistakeAtOnceWithItsPlace() {
    HelmRelease web =
        HelmRelease.builder("web", CHART)
            .values(Values.of("replicaCount", 1))
            .valuesIn(STAGING, Values.of("replicas", 2))
            .valuesIn(PRODUCTION, Values.of("replicaCount", "3"))
            .fields(Map.of("instal", Map.of("crds", "Create"), "interval", "5m"))
            .build();

    assertThat(problems(Content.builder("shop", STAGING, PRODUCTION).controllers(web).build()))
        .containsExactly(
            "shop/controllers/staging: valuesIn must replace what the shared values have, got 'replicas' of HelmRelease 'web'; add it to the shared values, or use addValuesIn",
            "shop/controllers/staging: a further field must not be one that is set elsewhere, got 'interval' of HelmRelease 'web'; remove it or set it there",
            "shop/controllers/staging: a field must be one that its kind has, got 'spec.instal' in HelmRelease 'web'; did you mean 'install'?",
            "shop/controllers/production: a value must have the type that it has in the shared values, got a string for 'replicaCount' of HelmRelease 'web', which is a number there; correct one",
            "shop/controllers/production: a further field must not be one that is set elsewhere, got 'interval' of HelmRelease 'web'; remove it or set it there",
            "shop/controllers/production: a field must be one that its kind has, got 'spec.instal' in HelmRelease 'web'; did you mean 'install'?");
  }

  @Test
  void reportsEnvironmentsThatTheContentDoesNotHave() {
    HelmRelease web =
        HelmRelease.builder("web", CHART).addValuesIn(PROD, Values.of("replicaCount", 2)).build();
    Manifest settings = Manifest.of("v1", "ConfigMap", "settings", Map.of());

    assertThat(
            problems(
                Content.builder("shop", STAGING, PRODUCTION)
                    .objects(web)
                    .objectsIn(PROD, settings)
                    .build()))
        .containsExactly(
            "shop: an environment must be one that the content has, got 'prodution' for HelmRelease 'web'; did you mean 'production'?",
            "shop: an environment must be one that the content has, got 'prodution' for ConfigMap 'settings'; did you mean 'production'?");
  }

  @Test
  void reportsAnObjectThatIsThereTwice() {
    Manifest one = Manifest.of("v1", "ConfigMap", "settings", Map.of());
    Manifest other = Manifest.of("v1", "ConfigMap", "settings", Map.of("data", Map.of("a", "b")));

    assertThat(
            problems(Content.builder("shop", STAGING).controllers(one).configs(other, one).build()))
        .containsExactly(
            "shop/configs/staging: an object must be defined once in an environment, got ConfigMap 'settings' twice; rename or remove one");
  }

  @Test
  void writesARepositoryOnceForAllReleasesOfAPhase() {
    HelmRepository repository = HelmRepository.of("acme", "https://charts.acme.example");
    HelmRelease web =
        HelmRelease.builder("web", repository.chart("web").at(Version.of("1.0.0"))).build();
    HelmRelease shop = HelmRelease.builder("shop", repository.chart("shop").range("1.x")).build();
    Content content = Content.builder("shop", STAGING).objects(web, shop).build();

    assertThat(problems(content)).isEmpty();
    assertThat(ContentRenderer.render(content).files().get("staging/helmrelease-web.yaml"))
        .contains("kind: HelmRepository\n");
    assertThat(ContentRenderer.render(content).files().get("staging/helmrelease-shop.yaml"))
        .doesNotContain("kind: HelmRepository\nmetadata");
  }

  @Test
  void reportsRepositoriesThatDifferOrThatTwoPhasesOwn() {
    HelmRepository one = HelmRepository.of("acme", "https://charts.acme.example");
    HelmRepository other = HelmRepository.of("acme", "https://other.acme.example");
    HelmRelease web = HelmRelease.builder("web", one.chart("web").at(Version.of("1.0.0"))).build();
    HelmRelease shop =
        HelmRelease.builder("shop", other.chart("shop").at(Version.of("1.0.0"))).build();
    HelmRelease last =
        HelmRelease.builder("last", one.chart("last").at(Version.of("1.0.0"))).build();

    assertThat(
            problems(Content.builder("shop", STAGING).controllers(web, shop).configs(last).build()))
        .containsExactly(
            "shop/controllers/staging: an object must be defined once in an environment, got HelmRepository 'acme' twice; rename or remove one",
            "shop/configs/staging: an object must be defined once in an environment, got HelmRepository 'acme' twice; rename or remove one");
  }

  @Test
  void reportsADependencyThatIsNotThereBefore() {
    HelmRelease crds = HelmRelease.builder("crds", CHART).build();
    HelmRelease web = HelmRelease.builder("web", CHART).dependsOn(crds).build();

    assertThat(
            problems(
                Content.builder("shop", STAGING, PRODUCTION)
                    .controllersIn(STAGING, crds)
                    .controllers(web)
                    .build()))
        .containsExactly(
            "shop/controllers/production: a release must depend on one of the same environment, in the same phase or before it, got HelmRelease 'crds' for HelmRelease 'web'; add it there, or drop the dependency");
    assertThat(problems(Content.builder("shop", STAGING).controllers(web).configs(crds).build()))
        .hasSize(1);
    assertThat(problems(Content.builder("shop", STAGING).controllers(crds).configs(web).build()))
        .isEmpty();
  }

  @Test
  void reportsAVariableThatNobodyReplaces() {
    Manifest object =
        Manifest.of(
            "v1", "ConfigMap", "web", Map.of("data", Map.of("host", new Variable("DOMAIN"))));

    assertThat(
            problems(
                Content.builder("shop", STAGING)
                    .objects(
                        object,
                        Manifest.of("v1", "ConfigMap", "raw", Map.of())
                            .withAnnotation("kustomize.toolkit.fluxcd.io/substitute", "disabled"))
                    .withoutSubstitution()
                    .build()))
        .containsExactly(
            "shop/staging: a variable must be where Flux substitutes, got '${DOMAIN}' in ConfigMap 'web'; remove withoutSubstitution, or write its value");
  }

  @Test
  void reportsASecretWithoutShowingIt() {
    HelmRelease web =
        HelmRelease.builder("web", CHART)
            .values(Values.of("grafana", Values.of("adminPassword", "hunter2")))
            .build();

    assertThat(problems(Content.builder("shop", STAGING).objects(web).build()))
        .containsExactly(
            "shop/staging: 'spec.values.grafana.adminPassword' in HelmRelease 'web' must not hold a secret, which synth would write for all to read, got what looks like the value of 'adminPassword'; refer to a variable, a file or a Secret");
  }

  @Test
  void takesAVariableWhereASchemaWantsAnotherType() {
    Manifest object =
        Manifest.of(
            "policy/v1",
            "PodDisruptionBudget",
            "web",
            Map.of("spec", Map.of("minAvailable", new Variable("MIN"), "selector", Map.of())));

    assertThat(problems(Content.builder("shop", STAGING).objects(object).build())).isEmpty();
  }

  private static List<String> problems(Content content) {
    return ContentRenderer.render(content).problems().stream().map(Problem::toString).toList();
  }
}
