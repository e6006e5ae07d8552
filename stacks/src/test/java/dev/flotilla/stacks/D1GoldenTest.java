package dev.flotilla.stacks;

import dev.flotilla.stacks.d1.D1Fleet;
import dev.flotilla.stacks.fixture.FileDigests;
import dev.flotilla.stacks.fixture.Golden;
import dev.flotilla.stacks.fixture.StackJson;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fleet that is synced from Git is a matter of values. */
class D1GoldenTest {
  private static final Golden GOLDEN = Golden.of("the reference fleet D1Fleet");

  @TempDir static Path output;

  @BeforeAll
  static void synthesize() {
    new FleetApp(D1Fleet.fleet(), FleetAppProps.of(output)).synth();
  }

  @Test
  void jsonIsTheGolden() throws IOException {
    GOLDEN.check("d1/staging/cdk.tf.json", StackJson.of(output, "staging"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"prod-eu", "prod-us"})
  void jsonDiffersFromStagingAsTheGolden(String cluster) throws IOException {
    GOLDEN.check("d1/" + cluster + "/cdk.tf.json.diff", StackJson.diff(output, "staging", cluster));
  }

  @Test
  void everyOtherFileIsTheGolden() {
    GOLDEN.check("d1/files.txt", FileDigests.text(output, path -> !path.endsWith("/cdk.tf.json")));
  }
}
