package dev.flotilla.constructs.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class BootstrapChartTest {
  @ParameterizedTest
  @ValueSource(strings = {"Chart.yaml", "templates/objects.yaml"})
  void unpacksTheFilesOfTheJar(String file) throws IOException {
    try (InputStream packed = BootstrapChart.class.getResourceAsStream("until-adopted/" + file)) {
      assertThat(BootstrapChart.folder().resolve(file)).hasBinaryContent(packed.readAllBytes());
    }
  }

  @Test
  void chartHasNoOtherFiles() throws IOException {
    try (var files = Files.walk(BootstrapChart.folder())) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(2);
    }
  }

  @Test
  void chartIsUnpackedOnce() {
    assertThat(BootstrapChart.folder()).isSameAs(BootstrapChart.folder());
  }

  @Test
  void reportsTheVersionOfItsChart() throws IOException {
    Path chart = BootstrapChart.folder().resolve("Chart.yaml");
    Object read =
        new Load(LoadSettings.builder().build())
            .loadFromString(Files.readString(chart, StandardCharsets.UTF_8));

    assertThat(read)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .contains(Map.entry("version", BootstrapChart.VERSION));
  }
}
