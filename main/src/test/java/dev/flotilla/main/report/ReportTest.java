package dev.flotilla.main.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ReportTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Report report =
      new Report(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false);

  @Test
  void keepsDataAndStatusApart() {
    report.data("data");
    report.status("status");

    assertThat(out.toString(UTF_8)).isEqualTo("data\n");
    assertThat(err.toString(UTF_8)).isEqualTo("status\n");
  }

  @Test
  void printsEveryMessageOfAFailureAndIndentsItsDetails() {
    report.failure(new Failure(List.of("one\ndetail\nmore", "two")));

    assertThat(out.toString(UTF_8)).isEmpty();
    assertThat(err.toString(UTF_8)).isEqualTo("error: one\n  detail\n  more\nerror: two\n");
  }

  @Test
  void printsJsonInTheOrderGiven() {
    report.json(List.of(new Pair("b", 1), new Pair("a", 2)));

    assertThat(out.toString(UTF_8))
        .isEqualTo(
            """
            [ {
              "name" : "b",
              "number" : 1
            }, {
              "name" : "a",
              "number" : 2
            } ]
            """);
  }

  private record Pair(String name, int number) {}

  @Test
  void stepReportsItsProgressItsOutcomeAndItsTime() {
    try (Step step = report.step("staging", "plan")) {
      step.progress("create x");
      step.done("1 to add");
    }

    assertThat(err.toString(UTF_8))
        .matches("staging: plan: create x\nstaging: plan: 1 to add \\(\\d+\\.\\d s\\)\n");
  }

  @Test
  @Timeout(30)
  void stepShowsThatItIsStillRunning() {
    LiveSteps unseen = LiveSteps.on(System.err, false);
    try (Step step = new Step(report, unseen, "staging: apply", Duration.ofMillis(1))) {
      step.note("2 of 4");
      // The first may come before the note.
      Pattern beat =
          Pattern.compile("(?m)^staging: apply: still running \\(\\d+\\.\\d s\\), 2 of 4$");
      while (beat.matcher(err.toString(UTF_8)).results().count() < 2) {
        Thread.onSpinWait();
      }
      step.done("done");
    }
  }

  @Test
  void stepWithoutAnOutcomeIsSilent() {
    report.step("staging", "plan").close();

    assertThat(err.toString(UTF_8)).isEmpty();
  }
}
