package dev.flotilla.fleet.render;

import static dev.flotilla.fleet.environment.Environment.PRODUCTION;
import static dev.flotilla.fleet.environment.Environment.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flotilla.fleet.content.Content;
import dev.flotilla.fleet.content.helm.Chart;
import dev.flotilla.fleet.content.helm.HelmRelease;
import dev.flotilla.fleet.content.helm.OciChart;
import dev.flotilla.fleet.content.update.Versions;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.version.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentUpdatesTest {
  private static final String HEAD =
      """
      # Written by Flotilla: change versions here, and all else in Java.
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: versions
      data:
      """;

  private static final String WEB = "  web: \"1.0.0\" # {\"$imagepolicy\": \"apps:web:tag\"}\n";

  @TempDir private Path project;

  private Path folder;
  private Path versions;
  private Path policies;

  @BeforeEach
  void files() {
    folder = project.resolve("components");
    versions = folder.resolve("versions.yaml");
    policies = project.resolve("update-policies/charts.yaml");
  }

  @Test
  void addsALineAndAPolicyOutsideOfEveryArtifact() throws IOException {
    assertThat(write(updated("web", "web")))
        .containsExactly(
            "versions.yaml",
            "web/production/helmrelease-web.yaml",
            "web/production/kustomization.yaml",
            "web/staging/helmrelease-web.yaml",
            "web/staging/kustomization.yaml",
            "../update-policies/charts.yaml");

    assertThat(versions).hasContent(HEAD + WEB);
    assertThat(policies)
        .content()
        .startsWith(
            """
            # Written by Flotilla from Java: change it there.
            apiVersion: image.toolkit.fluxcd.io/v1
            kind: ImageRepository
            metadata:
              name: web
              namespace: apps
            """)
        .contains("---\napiVersion: image.toolkit.fluxcd.io/v1\nkind: ImagePolicy\n");
    assertThat(folder.resolve("web/staging/helmrelease-web.yaml"))
        .content()
        .contains("    tag: 1.0.0\n")
        .doesNotContain("image.toolkit.fluxcd.io", "imagepolicy");
    assertThat(write(updated("web", "web"))).isEmpty();
  }

  @Test
  void keepsTheVersionThatAutomationHasRaised() throws IOException {
    write(updated("web", "web"));
    Files.writeString(versions, Files.readString(versions).replace("1.0.0", "1.5.0"));

    assertThat(write(updated("web", "web")))
        .containsExactly("web/production/helmrelease-web.yaml", "web/staging/helmrelease-web.yaml");

    assertThat(versions).hasContent(HEAD + WEB.replace("1.0.0", "1.5.0"));
    assertThat(folder.resolve("web/production/helmrelease-web.yaml"))
        .content()
        .contains("    tag: 1.5.0\n");
  }

  @Test
  void removesMarkersLinesAndPoliciesThatNothingNeeds() throws IOException {
    write(updated("web", "web"), pinned("shop", "shop"));
    Files.writeString(versions, Files.readString(versions).replace("1.0.0", "1.5.0"));

    write(pinned("web", "web"));

    assertThat(versions).hasContent(HEAD + "  web: \"1.5.0\"\n");
    assertThat(policies).doesNotExist();
    assertThat(project.resolve("update-policies")).exists();

    write(content("web", "web", Chart.oci(url("web")).at(Version.of("2.0.0"))));

    assertThat(versions).doesNotExist();
  }

  @Test
  void putsAMarkerBackThatSomebodyHasChanged() throws IOException {
    write(updated("web", "web"));
    Files.writeString(versions, Files.readString(versions).replace("apps:web:tag", "other:web"));

    assertThat(write(updated("web", "web"))).containsExactly("versions.yaml");
    assertThat(versions).hasContent(HEAD + WEB);
  }

  @Test
  void sortsTheLinesOfAllContent() throws IOException {
    write(updated("web", "web"), pinned("backend", "cache"));

    assertThat(versions).hasContent(HEAD + "  cache: \"1.0.0\"\n" + WEB);
  }

  @Test
  void refusesAFileInAnotherFormAndLeavesItAsItIs() throws IOException {
    write(updated("web", "web"));
    String edited = Files.readString(versions).replace("\ndata:\n", "\ndata:\n\n") + "  a: 1.0.0\n";
    Files.writeString(versions, edited);

    assertThatExceptionOfType(InvalidContentException.class)
        .isThrownBy(() -> write(updated("web", "web")))
        .withMessage(
            """
            versions.yaml: line 7 must be a name and its version in double quotes, got ''; remove it
            versions.yaml: line 9 must be a name and its version in double quotes, got '  a: 1.0.0'; write '  a: "1.0.0"'""");
    assertThat(versions).hasContent(edited);
  }

  @Test
  void refusesFilesOfOthersAndLeavesThemWhereTheyAreNotNeeded() throws IOException {
    Files.createDirectories(folder);
    Files.createDirectories(policies.getParent());
    Files.writeString(versions, "mine");
    Files.writeString(policies, "mine");

    write(content("web", "web", Chart.oci(url("web")).at(Version.of("1.0.0"))));

    assertThat(versions).hasContent("mine");
    assertThat(policies).hasContent("mine");
    assertThatExceptionOfType(InvalidContentException.class)
        .isThrownBy(() -> write(updated("web", "web")))
        .withMessage(
            """
            versions.yaml: the file must be one that Flotilla has written, which its first line says, got another; move it away
            ../update-policies/charts.yaml: the file must be one that Flotilla has written, which its first line says, got another; move it away""");
  }

  @Test
  void reportsAVersionThatIsMissing() throws IOException {
    write(pinned("web", "web"));
    Versions read = ContentFolder.versions(folder);

    assertThat(
            problems(
                content("web", "web", Chart.oci(url("web")).at(read.chart("wbe"))),
                content("shop", "shop", Chart.oci(url("shop")).at(read.chart("shop")))))
        .containsExactly(
            "versions.yaml: the version of a chart must be in the file, got none for 'shop'; begin with one, versions.chart(\"shop\", \"1.2.3\")",
            "versions.yaml: the version of a chart must be in the file, got none for 'wbe'; did you mean 'web'?");
    assertThat(problems(content("web", "web", Chart.oci(url("web")).at(read.chart("web")))))
        .isEmpty();
  }

  @Test
  void updateNeverReplacesAVersion() throws IOException {
    write(pinned("web", "web"));

    assertThat(
            problems(
                content(
                    "web", "web", Chart.oci(url("web")).at(Versions.NONE.chart("web", "2.0.0")))))
        .containsExactly(
            "versions.yaml: content must be built with the versions of the file, which has '1.0.0' for 'web', got '2.0.0'; read them with ContentFolder.versions");
  }

  @Test
  void reportsUpdatesThatNobodyMakes() {
    OciChart chart = chart("web", Versions.NONE).autoUpdate("1.x", Duration.ofHours(6));

    assertThat(problems(content("web", "web", chart)))
        .containsExactly(
            "web: content whose charts have autoUpdate must name its update automation, got none for HelmRelease 'web'; add updatedBy(\"<name of the UpdateAutomation>\")");
  }

  @Test
  void reportsANameOfSeveralCharts() throws IOException {
    HelmRelease one = HelmRelease.builder("one", chart("web", Versions.NONE)).build();
    HelmRelease same = HelmRelease.builder("same", chart("web", Versions.NONE)).build();
    OciChart other = Chart.oci(url("other")).at(Versions.NONE.chart("web", "1.0.0"));
    Content web =
        Content.builder("web", STAGING)
            .objects(one, same.inNamespace("edge"), HelmRelease.builder("two", other).build())
            .build();

    assertThat(problems(web, updated("shop", "web")))
        .containsExactly(
            "web: a name in versions.yaml must be of one chart, updated in one way, got 'web' for another with HelmRelease 'two'; use a name of its own",
            "shop: a name in versions.yaml must be of one chart, updated in one way, got 'web' for another with HelmRelease 'shop'; use a name of its own");
  }

  private Content updated(String name, String version) throws IOException {
    OciChart chart = chart(version, ContentFolder.versions(folder));
    return Content.builder(name, STAGING, PRODUCTION)
        .objects(HelmRelease.builder(name, chart.autoUpdate("1.x", Duration.ofHours(6))).build())
        .updatedBy("apps")
        .build();
  }

  private Content pinned(String name, String version) throws IOException {
    return content(name, name, chart(version, ContentFolder.versions(folder)));
  }

  private static Content content(String name, String release, Chart chart) {
    return Content.builder(name, STAGING)
        .objects(HelmRelease.builder(release, chart).build())
        .build();
  }

  private static OciChart chart(String version, Versions versions) {
    return Chart.oci(url(version)).at(versions.chart(version, "1.0.0"));
  }

  private static OciUrl url(String chart) {
    return new OciUrl("oci://ghcr.io/acme/charts/" + chart);
  }

  private List<String> write(Content... contents) throws IOException {
    return ContentFolder.write(folder, List.of(contents));
  }

  private List<String> problems(Content... contents) {
    try {
      ContentFolder.differences(folder, List.of(contents));
      return List.of();
    } catch (InvalidContentException e) {
      return e.problems().stream().map(Problem::toString).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
