package dev.flotilla.fleet.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.flux.FluxSettings;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of the values of a fleet, docs/fleet.md. */
class FleetPageTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+\\.\\w+)` \\| [^|]+ \\| ");

  @Test
  void pageHasARowForEachValue() throws IOException {
    String page = Files.readString(Path.of(System.getProperty("basedir", ""), "../docs/fleet.md"));

    List<String> rows = ROW.matcher(page).results().map(row -> row.group(1)).toList();

    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Fleet.class, Cluster.class, FluxSettings.class)
                .flatMap(FleetPageTest::components)
                .toList());
  }

  private static Stream<String> components(Class<?> type) {
    return Stream.of(type.getRecordComponents())
        .flatMap(FleetPageTest::withoutGroups)
        .map(component -> type.getSimpleName() + "." + component.getName());
  }

  /** What a builder has as its own, the page has as well. */
  private static Stream<RecordComponent> withoutGroups(RecordComponent component) {
    return FleetValues.GROUPS.contains(component.getType())
        ? Stream.of(component.getType().getRecordComponents())
        : Stream.of(component);
  }
}
