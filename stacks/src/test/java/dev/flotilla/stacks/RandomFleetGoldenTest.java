package dev.flotilla.stacks;

import dev.flotilla.stacks.fixture.FileDigests;
import dev.flotilla.stacks.fixture.Golden;
import dev.flotilla.stacks.random.RandomFleet;
import java.io.IOException;
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

  private static final Path TARGET =
      Path.of(System.getProperty("basedir", ""), "target", "random-fleets");

  /** What was synthesized when the test last passed. */
  private static final Path GOLDEN = TARGET.resolve("golden");

  /** What is synthesized now. */
  private static final Path ACTUAL = TARGET.resolve("actual");

  private static final String FLEET =
      "RandomFleet, whose lines begin with the seed (to see more than digests, run this test once without the change, then with it, then 'diff -r golden actual' in stacks/target/random-fleets),";

  @Test
  void everyFileOfEveryFleetIsTheGolden() throws IOException {
    delete(ACTUAL);
    for (int seed = 0; seed < FLEETS; seed++) {
      Path output = ACTUAL.resolve(String.format(Locale.ROOT, "%02d", seed));
      new FleetApp(RandomFleet.of(seed), FleetAppProps.of(output)).synth();
    }

    Golden.of(FLEET).check("random-fleets.txt", FileDigests.text(ACTUAL, path -> true));

    delete(GOLDEN);
    Files.move(ACTUAL, GOLDEN);
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
