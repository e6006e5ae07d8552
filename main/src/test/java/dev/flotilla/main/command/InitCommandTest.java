package dev.flotilla.main.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InitCommandTest {
  private final Terminal terminal = new Terminal();

  @TempDir Path folder;

  @Test
  void writesAProjectWithTheValuesOfItsOptions() {
    assertThat(
            terminal.run(
                folder,
                "init own --registry ghcr.io --owner me --repository my-fleet --libraries https://maven.me.example?a&b"))
        .isZero();

    assertThat(terminal.errors()).isEqualTo("init: wrote own; see its README.md\n");
    assertThat(folder.resolve("own/src/main/java/fleet/MyFleet.java"))
        .content()
        .contains("Organization.onGitHub(\"ghcr.io\", \"me\", \"my-fleet\");")
        .contains("Credential.registry(\"registry-auth\", \"ghcr.io\", \"flux\")");
    assertThat(folder.resolve("own/pom.xml"))
        .content()
        .contains("<flotilla.repository>https://maven.me.example?a&amp;b</flotilla.repository>");
    assertThat(folder.resolve("own/.gitignore")).content().contains("cdktf.out/", ".flotilla/");
    assertThat(folder.resolve("own/flotilla")).isExecutable();
    assertThat(folder.resolve("own/.github/workflows/push-artifact.yaml"))
        .content()
        .contains(
            "if: github.repository == 'me/my-fleet'",
            "          ./flotilla publish ${APPROVED:+--plan ");
    assertThat(folder.resolve("own/.github/workflows/release-web.yaml"))
        .content()
        .contains("components/web");
  }

  @Test
  void writesAProjectWithContentAlone() {
    assertThat(
            terminal.run(
                folder,
                "init shop --component --registry ghcr.io --owner Me --fleet my-fleet --libraries file:///srv/maven"))
        .isZero();

    assertThat(terminal.errors()).isEqualTo("init: wrote shop; see its README.md\n");
    assertThat(files(folder.resolve("shop")))
        .containsExactly(
            ".github/workflows/check.yaml",
            ".github/workflows/ci.yml",
            ".github/workflows/image-updates.yml",
            ".github/workflows/push-shop.yaml",
            ".github/workflows/release-shop.yaml",
            ".gitignore",
            "README.md",
            "components/shop/production/helmrelease-shop.yaml",
            "components/shop/production/kustomization.yaml",
            "components/shop/staging/helmrelease-shop.yaml",
            "components/shop/staging/kustomization.yaml",
            "components/versions.yaml",
            "content",
            "pom.xml",
            "src/main/java/content/MyContent.java",
            "src/test/java/content/MyContentTest.java");
    assertThat(folder.resolve("shop/content")).isExecutable();
    assertThat(folder.resolve("shop/src/main/java/content/MyContent.java"))
        .content()
        .contains("new OciUrl(\"oci://ghcr.io/me/charts/shop\")");
    assertThat(folder.resolve("shop/README.md")).content().contains("`Me/my-fleet`");
    assertThat(folder.resolve("shop/.github/workflows/push-shop.yaml"))
        .content()
        .contains(
            "if: github.repository == 'Me/shop'",
            "repository: Me/my-fleet",
            "run: .fleet/flotilla publish --component 'components/shop'");
  }

  @Test
  void refusesAComponentWhoseFolderIsNoName() {
    assertThat(terminal.run(folder, "init My_Shop --component --libraries file:///srv/maven"))
        .isEqualTo(1);

    assertThat(terminal.errors())
        .isEqualTo(
            "error: the name of a component, which its folder has, must be an RFC 1123 label (lower-case letters, digits, '-', at most 63 characters), got 'My_Shop'\n");
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " --owner me", " --registry ghcr.io"})
  void writesAnExamplesOrganizationUntilTheUsersIsGiven(String options) {
    assertThat(terminal.run(folder, "init own --libraries file:///srv/maven" + options)).isZero();

    assertThat(folder.resolve("own/src/main/java/fleet/MyFleet.java"))
        .content()
        .contains("ORGANIZATION =\n      Organization.onGitHub(");
  }

  @ParameterizedTest
  @CsvSource({"init own, 25", "init own --component, 16"})
  void projectOfInitHasNoPlaceholder(String line, int files) {
    assertThat(terminal.run(folder, line + " --libraries file:///srv/maven")).isZero();

    Path own = folder.resolve("own");
    assertThat(files(own))
        .hasSize(files)
        .allSatisfy(
            file -> assertThat(own.resolve(file)).content().doesNotContainPattern("\\{\\{\\S"));
  }

  private static List<String> files(Path project) {
    try (Stream<Path> tree = Files.walk(project)) {
      return tree.filter(Files::isRegularFile)
          .map(file -> project.relativize(file).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void keepsTheCapitalsOfTheAccountAndTheFolderOfTheRegistryApart() {
    assertThat(
            terminal.run(
                folder,
                "init own --registry europe-docker.pkg.dev/p --owner Acme-Corp --libraries file:///srv/maven"))
        .isZero();

    assertThat(folder.resolve("own/src/main/java/fleet/MyFleet.java"))
        .content()
        .contains("Organization.onGitHub(\"europe-docker.pkg.dev/p\", \"Acme-Corp\", \"fleet\");")
        .contains("Credential.registry(\"registry-auth\", \"europe-docker.pkg.dev\", \"flux\")");
    assertThat(folder.resolve("own/.github/workflows/push-artifact.yaml"))
        .content()
        .contains("if: github.repository == 'Acme-Corp/fleet'")
        .contains("cosign login 'europe-docker.pkg.dev'");
  }

  @Test
  void refusesAnOwnerThatIsNotAnAccount() {
    assertThat(terminal.run(folder, "init own --owner acme/flux --libraries file:///srv/maven"))
        .isEqualTo(1);

    assertThat(terminal.errors())
        .isEqualTo(
            "error: the owner on GitHub must be one account such as 'Acme-Corp', got 'acme/flux'; where registry and Git differ, use Organization.builder(new OciUrl(\"oci://<registry>/acme/flux\"), \"<owner>\")\n");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesAFolderWithSomethingInIt() throws IOException {
    Files.createFile(folder.resolve("mine"));

    assertThat(terminal.run(folder, "init . --libraries file:///srv/maven")).isEqualTo(1);
    assertThat(terminal.errors())
        .isEqualTo(
            "error: the folder of a new project must be new or empty, got '%s'; name another\n"
                .formatted(folder));
  }

  @Test
  void refusesLibrariesThatAreNotAUrl() {
    assertThat(terminal.run(folder, "init own --libraries ../repository")).isEqualTo(1);

    assertThat(terminal.errors())
        .isEqualTo(
            "error: --libraries must be a URL such as 'https://maven.example.com/releases', got '../repository'\n");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void asksForTheLibraries() {
    assertThat(terminal.run(folder, "init own")).isEqualTo(1);
    assertThat(terminal.errors())
        .isEqualTo(
            "error: the Maven repository of Flotilla's libraries must exist, got 'target/repository'; run 'make repository' where Flotilla is built, or name one with --libraries\n");
    assertThat(folder).isEmptyDirectory();
  }
}
