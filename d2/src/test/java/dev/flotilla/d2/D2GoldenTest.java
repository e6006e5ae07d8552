package dev.flotilla.d2;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flotilla.stacks.FleetApp;
import dev.flotilla.stacks.FleetAppProps;
import dev.flotilla.stacks.fixture.ConstructTree;
import dev.flotilla.stacks.fixture.FileDigests;
import dev.flotilla.stacks.fixture.FolderDiff;
import dev.flotilla.stacks.fixture.Golden;
import dev.flotilla.stacks.fixture.ObjectParts;
import dev.flotilla.stacks.fixture.StackJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class D2GoldenTest {
  private static final Golden GOLDEN =
      Golden.of("the reference fleet D2Fleet (for a fleet of your own run 'flotilla init')");

  @TempDir static Path output;

  private static FleetApp app;

  @BeforeAll
  static void synthesize() {
    app = new FleetApp(D2Fleet.fleet(), FleetAppProps.of(output));
    app.synth();
  }

  @ParameterizedTest
  @ValueSource(strings = {"staging", "update"})
  void jsonIsTheGolden(String cluster) throws IOException {
    GOLDEN.check(cluster + "/cdk.tf.json", StackJson.of(output, cluster));
  }

  @ParameterizedTest
  @ValueSource(strings = {"prod-eu", "prod-us"})
  void jsonDiffersFromStagingAsTheGolden(String cluster) throws IOException {
    GOLDEN.check(cluster + "/cdk.tf.json.diff", StackJson.diff(output, "staging", cluster));
  }

  @ParameterizedTest
  @ValueSource(strings = {"staging", "update"})
  void fleetIsTheGolden(String cluster) throws IOException {
    GOLDEN.checkFolder(cluster + "/fleet", ObjectParts.of(fleet(cluster)));
  }

  /** What is as on staging is reviewed there. */
  @ParameterizedTest
  @ValueSource(strings = {"prod-eu", "prod-us"})
  void fleetDiffersFromStagingAsTheGolden(String cluster) throws IOException {
    GOLDEN.check(
        cluster + "/fleet.diff",
        FolderDiff.of(
            fleet("staging"),
            fleet(cluster),
            path -> path.replace("/staging/", "/" + cluster + "/")));
  }

  /** Returns what is a cluster's in the fleet artifact. */
  private static SortedMap<String, String> fleet(String cluster) throws IOException {
    Path artifact = output.resolve("fleet");
    SortedMap<String, String> texts = new TreeMap<>();
    for (String name : List.of("clusters", "tenants")) {
      Path folder = artifact.resolve(name).resolve(cluster);
      if (Files.exists(folder)) {
        try (Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
          for (Path file : files.toList()) {
            texts.put(artifact.relativize(file).toString(), Files.readString(file));
          }
        }
      }
    }
    return texts;
  }

  @ParameterizedTest
  @ValueSource(strings = {"staging", "prod-eu", "prod-us", "update"})
  void constructTreeIsTheGolden(String cluster) {
    GOLDEN.check(cluster + "/tree.txt", ConstructTree.of(app.getNode().findChild(cluster)));
  }

  @Test
  void everyOtherFileIsTheGolden() {
    GOLDEN.check(
        "files.txt",
        FileDigests.text(
            output, path -> !path.endsWith("/cdk.tf.json") && !path.startsWith("fleet/")));
  }

  /** Whoever has edited the fleet of this repository has meant one of his own. */
  @Test
  void mismatchOfD2SaysWhoseItIsAndHowToMakeAFleetOfOnesOwn(@TempDir Path folder)
      throws IOException {
    Files.writeString(folder.resolve("a.txt"), "one\n");

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> GOLDEN.in(folder).check("a.txt", "two\n"))
        .withMessageContaining(
            "a.txt of the reference fleet D2Fleet (for a fleet of your own run 'flotilla init') differs from its golden;");
  }
}
