package dev.flotilla.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.fleet.fixture.random.RandomFleet;
import dev.flotilla.stacks.fixture.FolderLines;
import dev.flotilla.stacks.fixture.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever options go together, a synth writes the bytes that it has always written. */
class RandomFleetGoldenTest {
  static final int FLEETS = 50;

  private static final Golden GOLDEN = Golden.of("RandomFleet");
  private static final String DIGESTS = "random-fleets.txt";

  /** The lines of each kind of file, to be reviewed; a digest for each fleet notices the rest. */
  private static final String LINES = "random-fleets";

  /** Files whose names are those of components, tenants and image updates. */
  private static final String WORKLOADS = "workloads.yaml";

  private static final String DESCRIPTOR = "fleet/fleet.json";
  private static final List<String> IDENTITY = List.of("apiVersion", "kind", "metadata");

  /** What is synthesized, to look at when the test fails. */
  private static final Path OUTPUT =
      Path.of(System.getProperty("basedir", ""), "target", "random-fleets");

  @Test
  void everyFileOfEveryFleetIsTheGolden() throws IOException {
    delete(OUTPUT);
    for (int seed = 0; seed < FLEETS; seed++) {
      Path output = OUTPUT.resolve(String.format(Locale.ROOT, "%02d", seed));
      new FleetApp(RandomFleet.of(seed), FleetAppProps.of(output)).synth();
    }

    FolderLines written =
        new FolderLines(OUTPUT, RandomFleetGoldenTest::kind, RandomFleetGoldenTest::text);
    if (!GOLDEN.isRewritten()) {
      assertThat(written.differences(GOLDEN.read(DIGESTS), GOLDEN.readFolder(LINES)))
          .as(
              "random fleets, whose paths begin with the seed, are in %s; if the change is meant, write it with: make golden",
              OUTPUT)
          .isEmpty();
    }
    GOLDEN.checkFolder(LINES, written.distinct());
    GOLDEN.check(DIGESTS, written.digests());
  }

  private static String kind(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return path.contains("/fleet/tenants/") && !name.equals("policies.yaml") ? WORKLOADS : name;
  }

  /** In the descriptor, an object is named: what is in it stands in the file that Flux reads. */
  private static String text(Path file) {
    String text = FolderLines.text(file);
    if (!file.endsWith(DESCRIPTOR)) {
      return text;
    }
    try {
      JsonNode fleet = new ObjectMapper().readTree(text);
      for (JsonNode group : fleet.path("objects")) {
        group.path("objects").forEach(object -> ((ObjectNode) object).retain(IDENTITY));
      }
      return fleet.toPrettyString() + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path root) throws IOException {
    if (Files.exists(root)) {
      try (Stream<Path> tree = Files.walk(root)) {
        List<Path> inside = tree.sorted(Comparator.reverseOrder()).toList();
        for (Path path : inside) {
          Files.delete(path);
        }
      }
    }
  }
}
