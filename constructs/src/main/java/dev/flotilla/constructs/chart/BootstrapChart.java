package dev.flotilla.constructs.chart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The Helm chart that applies objects until Flux has adopted them, as a folder.
 *
 * <p>It travels in the jar and is unpacked once per JVM, the constructs' one file access: a
 * TerraformAsset copies folders only.
 */
public final class BootstrapChart {
  /** The version in its Chart.yaml: the helm provider refuses a release that specifies another. */
  public static final String VERSION = "1.0.0";

  private static final List<String> FILES = List.of("Chart.yaml", "templates/objects.yaml");

  private BootstrapChart() {}

  /** Returns the folder of the chart, unpacked by the first call. */
  public static Path folder() {
    return Unpacked.FOLDER;
  }

  private static final class Unpacked {
    static final Path FOLDER = unpack();

    private static Path unpack() {
      try {
        Path folder = Files.createTempDirectory("flotilla-chart");
        folder.toFile().deleteOnExit();
        folder.resolve("templates").toFile().deleteOnExit();
        Files.createDirectory(folder.resolve("templates"));
        for (String file : FILES) {
          Path target = folder.resolve(file);
          try (InputStream source =
              BootstrapChart.class.getResourceAsStream("until-adopted/" + file)) {
            Files.copy(source, target);
          }
          target.toFile().deleteOnExit();
        }
        return folder;
      } catch (IOException e) {
        throw new UncheckedIOException(
            "cannot unpack the chart of the bootstrap into the temporary folder; set -Djava.io.tmpdir to one that can be written",
            e);
      }
    }
  }
}
