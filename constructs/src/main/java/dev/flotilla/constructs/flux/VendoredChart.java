package dev.flotilla.constructs.flux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A chart that a user keeps as a folder, and what it says of itself. */
final class VendoredChart {
  private final OperatorChart chart;
  private final Path folder;

  private VendoredChart(OperatorChart chart, Path folder) {
    this.chart = chart;
    this.folder = folder;
  }

  /** Refuses a folder that has no chart, or not the one of the pinned version. */
  static void check(OperatorChart chart) {
    chart.folder().ifPresent(folder -> new VendoredChart(chart, folder).check());
  }

  private void check() {
    if (!Files.isDirectory(folder)) {
      throw refused("be a folder, got '" + folder + "'");
    }
    Path file = folder.resolve("Chart.yaml");
    if (!Files.isRegularFile(file)) {
      throw refused("have a Chart.yaml, got '" + folder + "'");
    }
    String version = version(file);
    if (!version.equals(chart.version())) {
      throw refused(
          "have version '" + chart.version() + "', got '" + version + "' in '" + file + "'");
    }
  }

  private IllegalArgumentException refused(String rule) {
    return new IllegalArgumentException(
        "the vendored chart of the Flux Operator must "
            + rule
            + "; it comes with: helm pull "
            + chart.repository()
            + "/"
            + OperatorChart.NAME
            + " --version "
            + chart.version()
            + " --untar");
  }

  private static String version(Path file) {
    try {
      Object content =
          new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
      return content instanceof Map<?, ?> map ? String.valueOf(map.get("version")) : "";
    } catch (YamlEngineException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read '" + file + "'", e);
    }
  }
}
