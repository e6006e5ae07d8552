package dev.flotilla.constructs.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.flux.FluxBootstrapProps;
import dev.flotilla.fleet.flux.FluxInstance;
import dev.flotilla.fleet.flux.OperatorChart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of {@link FluxBootstrap}, docs/flux-bootstrap.md. */
class FluxBootstrapPageTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+\\.\\w+)` \\| [^|]+ \\| ");

  @Test
  void pageHasARowForEachProp() throws IOException {
    Path page = Path.of(System.getProperty("basedir", ""), "../docs/flux-bootstrap.md");
    String props = Files.readString(page).split("\n## ", -1)[1];

    List<String> rows = ROW.matcher(props).results().map(row -> row.group(1)).toList();

    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(FluxInstance.class, OperatorChart.class, FluxBootstrapProps.class)
                .flatMap(FluxBootstrapPageTest::components)
                .filter(prop -> !prop.equals("FluxBootstrapProps.instance"))
                .filter(prop -> !prop.equals("FluxBootstrapProps.operator"))
                .toList());
  }

  private static Stream<String> components(Class<?> type) {
    return Stream.of(type.getRecordComponents())
        .map(component -> type.getSimpleName() + "." + component.getName());
  }
}
