package dev.flotilla.main.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.fixture.ExampleFleet;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Report report = new Report(System.out, new PrintStream(err, true, UTF_8), false);
  private final List<String> done = new ArrayList<>();

  @Test
  void continuesAfterAFailure() {
    int exitCode =
        Batch.run(
            report,
            ExampleFleet.fleet().clusters(),
            cluster -> {
              done.add(cluster.name());
              if (cluster.name().equals("prod-eu")) {
                throw new Failure("cluster 'prod-eu' is down");
              }
              return 2;
            });

    assertThat(exitCode).isEqualTo(1);
    assertThat(done).containsExactly("staging", "prod-eu", "prod-us", "update");
    assertThat(err.toString(UTF_8)).isEqualTo("error: cluster 'prod-eu' is down\n");
  }

  @Test
  void stopsWhenItIsInterrupted() {
    int exitCode =
        Batch.run(
            report,
            ExampleFleet.fleet().clusters(),
            cluster -> {
              done.add(cluster.name());
              Thread.currentThread().interrupt();
              return 0;
            });

    assertThat(Thread.interrupted()).isTrue();
    assertThat(exitCode).isEqualTo(1);
    assertThat(done).containsExactly("staging");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0", "0, 2, 2", "2, 0, 2", "2, 1, 1", "1, 2, 1", "0, 1, 1", "0, 3, 3", "3, 1, 1"
  })
  void endsWithTheWorstExitCode(int one, int other, int worst) {
    assertThat(ExitCode.worse(one, other)).isEqualTo(worst);
  }
}
