package dev.flotilla.fleet.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.render.ContentFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The 12 overlays of the d2 reference architecture. It differs on purpose where Flotilla is
 * stricter: every chart is selected by its layer, and a password comes from a Secret.
 */
class ReferenceContentTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void write() throws IOException {
    ContentFolder.write(folder, ReferenceContent.all());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          cert-manager/controllers/staging,    cert-manager-controllers, none,     none
          cert-manager/controllers/production, cert-manager-controllers, none,     none
          cert-manager/configs/staging,        cert-manager-configs,     server,   https://acme-staging-v02.api.letsencrypt.org/directory
          cert-manager/configs/production,     cert-manager-configs,     server,   https://acme-v02.api.letsencrypt.org/directory
          monitoring/controllers/staging,      monitoring-controllers,   retention, 24h
          monitoring/controllers/production,   monitoring-controllers,   retention, 48h
          monitoring/configs/staging,          monitoring-configs,       hash,     fc50aa1298
          monitoring/configs/production,       monitoring-configs,       hash,     fc50aa1298
          backend/staging,                     backend,                  cpu,      250m
          backend/production,                  backend,                  cpu,      500m
          frontend/staging,                    frontend,                 replicas, 1
          frontend/production,                 frontend,                 replicas, 2
          """)
  void contentHasTheObjectsOfTheReference(String overlay, String file, String name, String value)
      throws IOException {
    String expected = resource("reference/" + file + ".yaml").replace("{{" + name + "}}", value);

    assertThat(built(folder.resolve(overlay))).isEqualTo(byId(documents(expected)));
  }

  @Test
  void contentHasNoOtherOverlay() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(path -> path.endsWith("kustomization.yaml"))).hasSize(12);
    }
  }

  /** Returns what Kustomize builds of a folder without any transformation. */
  private static Map<String, Object> built(Path overlay) throws IOException {
    Map<?, ?> kustomization =
        documents(Files.readString(overlay.resolve("kustomization.yaml"))).get(0);
    StringBuilder all = new StringBuilder();
    for (Object file : (List<?>) kustomization.get("resources")) {
      all.append("---\n").append(Files.readString(overlay.resolve((String) file)));
    }
    return byId(documents(all.toString()));
  }

  private static Map<String, Object> byId(List<Map<?, ?>> objects) {
    Map<String, Object> byId = new TreeMap<>();
    for (Map<?, ?> object : objects) {
      Object name = ((Map<?, ?>) object.get("metadata")).get("name");
      assertThat(byId.put(object.get("kind") + " " + name, object)).isNull();
    }
    return byId;
  }

  private static List<Map<?, ?>> documents(String yaml) {
    List<Map<?, ?>> documents = new ArrayList<>();
    new Load(LoadSettings.builder().build())
        .loadAllFromString(yaml)
        .forEach(document -> documents.add((Map<?, ?>) document));
    return documents;
  }

  private static String resource(String file) throws IOException {
    return new String(
        ReferenceContentTest.class.getResourceAsStream(file).readAllBytes(),
        StandardCharsets.UTF_8);
  }
}
