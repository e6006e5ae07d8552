package dev.flotilla.fleet.render;

import static dev.flotilla.fleet.environment.Environment.PRODUCTION;
import static dev.flotilla.fleet.environment.Environment.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.content.ConfigMapFiles;
import dev.flotilla.fleet.content.Content;
import dev.flotilla.fleet.content.Manifest;
import dev.flotilla.fleet.content.Text;
import dev.flotilla.fleet.content.Variable;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.source.GitRef;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContentRendererTest {
  private static final Environment CANARY =
      new Environment("canary", Channel.tag("canary"), GitRef.branch("canary"));

  private static final String MARK = "# Written by Flotilla from Java: change it there.\n";

  @Test
  void writesAFolderForEachPhaseAndEnvironment() {
    Content content =
        Content.builder("web", CANARY, PRODUCTION)
            .controllers(settings("one"))
            .configsIn(CANARY, settings("two"))
            .build();

    RenderedContent rendered = ContentRenderer.render(content);

    assertThat(rendered.problems()).isEmpty();
    assertThat(rendered.files())
        .containsOnlyKeys(
            "configs/canary/configmap-two.yaml",
            "configs/canary/kustomization.yaml",
            "configs/production/kustomization.yaml",
            "controllers/canary/configmap-one.yaml",
            "controllers/canary/kustomization.yaml",
            "controllers/production/configmap-one.yaml",
            "controllers/production/kustomization.yaml")
        .containsEntry(
            "controllers/production/kustomization.yaml",
            MARK
                + """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                resources:
                - configmap-one.yaml
                """)
        .containsEntry(
            "configs/production/kustomization.yaml",
            MARK
                + """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                resources: []
                """);
  }

  @Test
  void writesTheFolderOfATenantWithoutPhases() {
    Content content = Content.builder("web", STAGING).objects(settings("one")).build();

    assertThat(ContentRenderer.render(content).files())
        .containsOnlyKeys("staging/configmap-one.yaml", "staging/kustomization.yaml");
  }

  @Test
  void givesEachObjectAFileOfItsOwn() {
    Content content =
        Content.builder("web", STAGING)
            .objects(
                Manifest.of("acme.example/v1", "Route", "web", Map.of()),
                Manifest.of("other.example/v1", "Route", "web", Map.of()),
                Manifest.of("other.example/v1", "Route", "web", Map.of()).inNamespace("edge"),
                Manifest.of("rbac.authorization.k8s.io/v1", "ClusterRole", "acme:web", Map.of()))
            .build();

    assertThat(ContentRenderer.render(content).files().keySet())
        .containsExactly(
            "staging/clusterrole-acme_web.yaml",
            "staging/kustomization.yaml",
            "staging/route-edge-web.yaml",
            "staging/route-web-2.yaml",
            "staging/route-web.yaml");
  }

  @Test
  void escapesLiteralsAndNotVariablesWhereFluxSubstitutes() {
    Manifest object =
        Manifest.of(
            "v1",
            "ConfigMap",
            "web",
            Map.of(
                "data",
                Map.of(
                    "host", Text.of("$${web}.").and(new Variable("DOMAIN")).and("/$PATH"),
                    "script", "echo ${HOME} $$",
                    "alone", Text.of(new Variable("DOMAIN")))));

    assertThat(text(Content.builder("web", STAGING).objects(object).build()))
        .isEqualTo(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: web
            data:
              alone: '${DOMAIN}'
              host: $$$${web}.${DOMAIN}/$PATH
              script: echo $${HOME} $$$$
            """);
  }

  @Test
  void writesLiteralsAsTheyAreWhereFluxSubstitutesNothing() {
    Manifest object =
        Manifest.of("v1", "ConfigMap", "web", Map.of("data", Map.of("x", "echo ${HOME} $$")));

    assertThat(text(Content.builder("web", STAGING).objects(object).withoutSubstitution().build()))
        .contains("  x: echo ${HOME} $$\n");
  }

  @Test
  void leavesFilesAsTheyAre() {
    ConfigMapFiles files =
        ConfigMapFiles.of("scripts", Map.of("run.sh", "echo ${HOME}\necho $$\n"));

    RenderedContent rendered =
        ContentRenderer.render(Content.builder("web", STAGING).objects(files).build());

    assertThat(rendered.files())
        .containsEntry(
            "staging/configmap-" + files.hashedName() + ".yaml",
            """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: %s
              annotations:
                kustomize.toolkit.fluxcd.io/substitute: disabled
            data:
              run.sh: |
                echo ${HOME}
                echo $$
            """
                .formatted(files.hashedName()));
  }

  @Test
  void contentHasEqualBytesForEqualContent() {
    Content one = Content.builder("web", STAGING).objects(settings("one")).build();
    Content other = Content.builder("web", STAGING).objects(settings("one")).build();

    assertThat(ContentRenderer.render(one)).isEqualTo(ContentRenderer.render(other));
  }

  private static String text(Content content) {
    return ContentRenderer.render(content).files().get("staging/configmap-web.yaml");
  }

  private static Manifest settings(String name) {
    return Manifest.of("v1", "ConfigMap", name, Map.of("data", Map.of("key", "value")));
  }
}
