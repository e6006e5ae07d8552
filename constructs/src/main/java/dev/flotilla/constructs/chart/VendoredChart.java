package dev.flotilla.constructs.chart;

import dev.flotilla.fleet.flux.OperatorChart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A chart that a user keeps as a folder, and the version that it has. */
public final class VendoredChart {
  private final OperatorChart chart;
  private final Path folder;

  private VendoredChart(OperatorChart chart, Path folder) {
    this.chart = chart;
    this.folder = folder;
  }

  /** Returns what is wrong with the folder that {@code chart} is taken from, if it is vendored. */
  public static Optional<String> problem(OperatorChart chart) {
    return chart.folder().flatMap(folder -> new VendoredChart(chart, folder).problem());
  }

  private Optional<String> problem() {
    if (!Files.isDirectory(folder)) {
      return refused("be a folder, got '" + folder + "'");
    }
    Path file = folder.resolve("Chart.yaml");
    if (!Files.isRegularFile(file)) {
      return refused("have a Chart.yaml, got '" + folder + "'");
    }
    String version = version(file);
    return version.equals(chart.version().toString())
        ? Optional.empty()
        : refused(
            "have version '" + chart.version() + "', got '" + version + "' in '" + file + "'");
  }

  private Optional<String> refused(String rule) {
    return Optional.of(
        "the vendored chart of the Flux Operator must "
            + rule
            + "; pull it with: helm pull "
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
