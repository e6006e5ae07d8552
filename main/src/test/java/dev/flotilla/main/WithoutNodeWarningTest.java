package dev.flotilla.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class WithoutNodeWarningTest {
  private static final String WARNING =
      """
      !!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!
      !!                                                      !!
      !!  Node 20 has reached end-of-life.                    !!
      !!  This software is currently running on node v20.9.1. !!
      !!                                                      !!
      !!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!
      """;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream stream = new WithoutNodeWarning(new PrintStream(bytes, true, UTF_8));

  @Test
  void leavesOutTheWarningOfNode20() {
    print("before\n" + WARNING + "after\n");

    assertThat(bytes.toString(UTF_8)).isEqualTo("before\nafter\n");
  }

  @Test
  void leavesOutTheWarningWhoseLinesHaveTheirEnds() {
    WARNING.lines().forEach(line -> stream.println(line + "\n"));

    assertThat(bytes.toString(UTF_8)).isEmpty();
  }

  @Test
  void showsTheWarningOfAnyOtherNode() {
    String other = WARNING.replace("v20.9.1.", "v18.9.1.");

    print(other + "after\n");

    assertThat(bytes.toString(UTF_8)).isEqualTo(other + "after\n");
  }

  @Test
  void showsWhatOnlyBeginsLikeAWarning() {
    String text = "!! mind the gap\n!!!!!!!!!!!!!!!!\n!! mind node v20.\nthe end\n";

    print(text);

    assertThat(bytes.toString(UTF_8)).isEqualTo(text);
  }

  private void print(String text) {
    text.lines().forEach(stream::println);
  }
}
