package dev.flotilla.main.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.fixture.ExampleFleet;
import dev.flotilla.main.command.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpdateMarkersTest {
  private static final String POLICY =
      """
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImageRepository
      metadata:
        name: podinfo
      ---
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImagePolicy
      metadata:
        name: podinfo
      """;

  private static final String MARKED =
      "ref:\n  tag: 6.9.0 # {\"$imagepolicy\": \"apps:podinfo:tag\"}\n";

  @TempDir private Path folder;

  @Test
  void passesWhenEachPolicyHasAMarkerAndEachMarkerAPolicy() throws IOException {
    write("update-policies/podinfo.yaml", POLICY);
    write("components/frontend/base/podinfo.yml", MARKED);

    assertThat(problems()).isEmpty();
  }

  @Test
  void reportsAMarkerWhosePolicyIsMissing() throws IOException {
    write("update-policies/podinfo.yaml", POLICY);
    write("components/frontend/base/podinfo.yaml", MARKED);
    write("components/versions.yaml", MARKED.replace("podinfo", "podinof"));
    write("components/frontend/base/cache.yaml", MARKED.replace("podinfo", "memcached"));

    assertThat(problems())
        .containsExactly(
            "components/frontend/base/cache.yaml:2: a marker must name a policy that 'update-policies' has, got 'memcached'; define it; there are: podinfo",
            "components/versions.yaml:2: a marker must name a policy that 'update-policies' has, got 'podinof'; did you mean 'podinfo'?");
  }

  @Test
  void reportsAPolicyThatNoMarkerNames() throws IOException {
    write("update-policies/podinfo.yaml", POLICY);
    write("components/frontend/base/podinfo.yaml", "ref: {tag: 6.9.0}\n");

    assertThat(problems())
        .containsExactly(
            "update-policies/podinfo.yaml:6: a policy must be named by a marker below 'components', got none for ImagePolicy 'podinfo'; remove it, or write '# {\"$imagepolicy\": \"<namespace>:podinfo:tag\"}' after the value that it raises");
  }

  @Test
  void countsNeitherTextsNorFilesThatFluxDoesNotRead() throws IOException {
    write("update-policies/podinfo.yaml", POLICY);
    write("components/frontend/base/podinfo.yaml", MARKED);
    write("components/frontend/README.md", "# {\"$imagepolicy\": \"apps:web:tag\"}\n");
    write(
        "components/frontend/base/notes.yaml",
        "notes: |\n  # {\"$imagepolicy\": \"apps:web:tag\"}\n");
    write("components/frontend/base/broken.yaml", "{ # {\"$imagepolicy\": \"apps:web:tag\"}\n");

    assertThat(problems()).isEmpty();
  }

  @Test
  void comparesNothingWithoutPolicies() throws IOException {
    write("components/frontend/base/podinfo.yaml", MARKED);

    assertThat(problems()).isEmpty();
  }

  private List<String> problems() {
    return UpdateMarkers.problems(
            new Terminal().invocation(folder, ExampleFleet::fleet), folder.resolve("components"))
        .stream()
        .map(CheckProblem::toString)
        .toList();
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
