package dev.flotilla.main.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LiveStepsTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream terminal = new PrintStream(bytes, true, UTF_8);
  private final Report report = new Report(terminal, terminal, true, true);

  @Test
  void runningStepsStandBelowAllLines() {
    try (Step all = report.step("fleet", "plan");
        Step one = report.step("staging", "init")) {
      all.note("0 of 2 stacks");
      one.progress("gets providers");
      report.status("a line");

      assertThat(screen())
          .satisfiesExactly(
              line -> assertThat(line).isEqualTo("staging: init: gets providers"),
              line -> assertThat(line).isEqualTo("a line"),
              line -> assertThat(line).matches("RUNNING +TIME"),
              line -> assertThat(line).matches("fleet: plan +0 of 2 stacks +\\d+\\.\\d s"),
              line -> assertThat(line).matches("staging: init +\\d+\\.\\d s"));
    }
  }

  @Test
  void nothingIsLeftOfStepsThatHaveEnded() {
    try (Step step = report.step("staging", "init")) {
      step.done("OpenTofu 1.12");
    }
    report.data("data");

    assertThat(screen())
        .satisfiesExactly(
            line -> assertThat(line).matches("staging: init: OpenTofu 1\\.12 \\(\\d+\\.\\d s\\)"),
            line -> assertThat(line).isEqualTo("data"));
  }

  @Test
  void noMoreRowsThanAnyTerminalHas() {
    List<Step> steps =
        IntStream.range(0, 30).mapToObj(i -> report.step("cluster-" + i, "init")).toList();

    assertThat(screen()).hasSize(12).endsWith("… and 20 more");

    steps.forEach(Step::close);
    assertThat(screen()).isEmpty();
  }

  @Test
  @Timeout(30)
  void timeIsDrawnAnewWithoutAnyLine() {
    try (Step step = report.step("staging", "init")) {
      step.note("waits");
      while (bytes.toString(UTF_8).split("waits").length < 4) {
        Thread.onSpinWait();
      }
    }
  }

  /** Clusters are worked on side by side: a thread for each would be hundreds. */
  @Test
  void stepsShareOneThread() {
    Report unwatched = new Report(terminal, terminal, false, false);
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      steps.add(report.step("cluster-" + i, "init"));
      steps.add(unwatched.step("cluster-" + i, "init"));
    }

    // Other tests may start some meanwhile.
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> !before.contains(thread))
        .hasSizeLessThan(20)
        .filteredOn(thread -> thread.getName().equals("running steps"))
        .allMatch(Thread::isDaemon);
    steps.forEach(Step::close);
  }

  @Test
  void secretsAreMasked() {
    report.secrets().add("s3cr3t-token");
    try (Step step = report.step("staging", "init")) {
      step.note("s3cr3t-token");
      report.status("a line");

      assertThat(bytes.toString(UTF_8)).doesNotContain("s3cr3t-token");
    }
  }

  /** Returns what a terminal shows that knows the sequences which are used. */
  private List<String> screen() {
    List<String> lines = new ArrayList<>(List.of(""));
    int row = 0;
    String rest = bytes.toString(UTF_8).replaceAll("\u001b\\[\\?7[hl]", "");
    while (!rest.isEmpty()) {
      if (rest.startsWith("\u001b[J")) {
        lines.subList(row, lines.size()).clear();
        lines.add("");
        rest = rest.substring(3);
      } else if (rest.startsWith("\u001b[")) {
        int end = rest.indexOf('A');
        row -= Integer.parseInt(rest.substring(2, end));
        rest = rest.substring(end + 1);
      } else if (rest.startsWith("\n")) {
        row++;
        if (row == lines.size()) {
          lines.add("");
        }
        rest = rest.substring(1);
      } else {
        lines.set(row, lines.get(row) + rest.charAt(0));
        rest = rest.substring(1);
      }
    }
    lines.removeIf(String::isEmpty);
    return lines;
  }
}
