package dev.flotilla.d2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.stacks.FleetApp;
import dev.flotilla.stacks.FleetAppProps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Which Kustomization reaches which object of the fleet artifact. */
class FleetLayoutTest {
  @TempDir static Path output;

  @BeforeAll
  static void synthesize() {
    new FleetApp(D2Fleet.fleet(), FleetAppProps.of(output)).synth();
  }

  /**
   * The operator makes the root Kustomization; kustomize-controller reads folders to the bottom.
   */
  @ParameterizedTest
  @ValueSource(strings = {"staging", "prod-eu", "prod-us", "update"})
  void noObjectIsReachedByTwoKustomizations(String cluster) throws IOException {
    List<String> roots = new ArrayList<>(List.of("clusters/" + cluster));
    List<String> reached = new ArrayList<>();
    for (int i = 0; i < roots.size(); i++) {
      for (Map<String, Object> object : objects(roots.get(i))) {
        reached.add(id(object));
        if (object.get("kind").equals("Kustomization")) {
          roots.add((String) at(object, "spec", "path"));
        }
        if (object.get("kind").equals("ResourceSet")) {
          ((List<?>) at(object, "spec", "resources"))
              .forEach(resource -> reached.add(id(map(resource))));
        }
      }
    }

    assertThat(reached).doesNotHaveDuplicates().contains("FluxInstance flux-system flux");
    assertThat(roots).containsExactly("clusters/" + cluster, "./tenants/" + cluster);
  }

  @ParameterizedTest
  @ValueSource(strings = {"staging", "prod-eu", "prod-us", "update"})
  void nothingIsLeftToSubstitute(String cluster) throws IOException {
    for (String folder : List.of("clusters/" + cluster, "tenants/" + cluster)) {
      for (Path file : files(folder)) {
        assertThat(file).content().doesNotContain("${", "<<");
      }
    }
  }

  private static List<Map<String, Object>> objects(String folder) throws IOException {
    List<Map<String, Object>> objects = new ArrayList<>();
    for (Path file : files(folder)) {
      new Load(LoadSettings.builder().build())
          .loadAllFromString(Files.readString(file))
          .forEach(document -> objects.add(map(document)));
    }
    return objects;
  }

  private static List<Path> files(String folder) throws IOException {
    Path root = output.resolve("fleet").resolve(folder).normalize();
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> tree = Files.walk(root)) {
      return tree.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static String id(Map<String, Object> object) {
    return object.get("kind")
        + " "
        + at(object, "metadata", "namespace")
        + " "
        + at(object, "metadata", "name");
  }

  private static Object at(Map<String, Object> object, String first, String second) {
    return map(object.get(first)).get(second);
  }

  @SuppressWarnings("unchecked") // YAML's maps have text keys here.
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
