package dev.flotilla.main.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.main.publish.git.TestRepository;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the checker that make has built, on folders of the example's components and tenants. */
class RenderCommandTest {
  private static final Pattern PLACE = Pattern.compile("(?m)^---\n# (.*)$");

  @TempDir Path folder;
  private TestRepository repository;
  private Terminal terminal = new Terminal();

  @BeforeEach
  void begin() {
    repository = new TestRepository(folder);
    repository.write("components/frontend/staging/kustomization.yaml", "resources: [../base]");
    repository.write("components/frontend/base/kustomization.yaml", "resources: [web.yaml]");
    repository.commit(
        "components/frontend/base/web.yaml",
        """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: web
        data:
          url: https://${CLUSTER_NAME}.example.com
        """);
  }

  @Test
  void aTenantIsPrintedAsItsClusterGetsIt() {
    assertThat(render("staging frontend")).isZero();
    assertThat(terminal.data())
        .isEqualTo(
            """
            ---
            # components/frontend/base/web.yaml
            apiVersion: v1
            data:
              url: https://staging.example.com
            kind: ConfigMap
            metadata:
              name: web
              namespace: frontend
            """);
    assertThat(terminal.errors()).isEmpty();

    terminal = new Terminal();
    assertThat(render("staging components/frontend")).isZero();
    assertThat(places()).containsExactly("components/frontend/base/web.yaml");
  }

  @Test
  void renderWithoutAComponentPrintsTheFleetsOwnObjectsFirst() {
    assertThat(render("staging")).isZero();

    List<String> places = places();
    assertThat(places).startsWith("clusters/staging/flux-system/flux-instance.yaml");
    assertThat(places).endsWith("components/frontend/base/web.yaml");
    assertThat(places).contains("tenants/staging/frontend.yaml");
  }

  @Test
  void nothingIsPrintedWhileSomethingCannotBeBuilt() {
    repository.write("components/frontend/base/kustomization.yaml", "resources: [none.yaml]");

    assertThat(render("staging frontend")).isEqualTo(1);
    assertThat(terminal.data()).isEmpty();
    assertThat(terminal.errors())
        .startsWith(
            "error: components/frontend/staging/kustomization.yaml: staging: kustomize must build 'staging', got ");
  }

  @Test
  void objectThatAClusterWouldRefuseIsPrintedAllTheSame() {
    repository.write(
        "components/frontend/base/web.yaml",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\ndada: {}\n");

    assertThat(render("staging frontend")).isZero();
    assertThat(terminal.data()).contains("\ndada: {}\n");
  }

  @Test
  void refusesWhatIsNotOfTheFleet() {
    assertThat(error("stagin frontend"))
        .isEqualTo("error: unknown cluster 'stagin'; did you mean 'staging'?\n");
    assertThat(error("staging frontent"))
        .isEqualTo(
            "error: a folder of content must be named after a component or tenant of the fleet, got 'frontent'; did you mean 'frontend'?\n");
    assertThat(error("staging backend"))
        .isEqualTo(
            "error: a component to render must be a folder, got '%s/components/backend'; create it, or name another\n"
                .formatted(folder));
    assertThat(error("staging frontend --kubernetes v1"))
        .isEqualTo("error: --kubernetes must be a version such as '1.35', got 'v1'; correct it\n");
  }

  private List<String> places() {
    return PLACE.matcher(terminal.data()).results().map(place -> place.group(1)).toList();
  }

  private int render(String options) {
    terminal.environment().put("PATH", System.getenv("PATH"));
    return terminal.run(folder, "render " + options);
  }

  private String error(String options) {
    terminal = new Terminal();
    assertThat(render(options)).isEqualTo(1);
    return terminal.errors();
  }
}
