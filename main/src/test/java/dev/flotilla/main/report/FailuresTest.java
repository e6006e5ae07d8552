package dev.flotilla.main.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.kubernetes.Rfc1123;
import dev.flotilla.main.command.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {
  private final FileSystemException full =
      new FileSystemException("/data/x", null, "No space left on device");

  @Test
  void failuresOfTheProgramAreReportedUnchanged() {
    Failure failure = new Failure("a; b");

    assertThat(Failures.of(failure)).isSameAs(failure);
    assertThat(message(thrown(() -> Rfc1123.label("a name", "B"))))
        .startsWith("a name must be an RFC 1123 label");
  }

  @Test
  void hidesTextsOfLibrariesAndReportsTheirPlace() {
    assertThat(message(thrown(() -> URI.create("git@secret:x"))))
        .matches(
            "internal error: URISyntaxException at FailuresTest.java:\\d+; please report it with"
                + " the output of FLOTILLA_DEBUG=1");
    assertThat(message(new IllegalStateException("token=abc", new NullPointerException("token"))))
        .matches(
            "internal error: NullPointerException at FailuresTest.java:\\d+; please report it with"
                + " the output of FLOTILLA_DEBUG=1");
    assertThat(message(new StackOverflowError())).startsWith("internal error: StackOverflowError");
  }

  @Test
  void failuresNameTheOptionThatGivesMoreMemory() {
    long heap = Runtime.getRuntime().maxMemory() >> 20;
    String message =
        "Java's heap is too small for the fleet, got %d MiB; enlarge it with JAVA_TOOL_OPTIONS=-Xmx1g"
            .formatted(heap);

    assertThat(message(new OutOfMemoryError("Java heap space"))).isEqualTo(message);
    assertThat(message(new CompletionException(new OutOfMemoryError("GC overhead limit"))))
        .isEqualTo(message);
  }

  @Test
  void failuresReportTheRemedyForAFullDisk() {
    assertThat(message(new UncheckedIOException(full)))
        .isEqualTo("cannot use '/data/x': no space is left there; free some");
    assertThat(message(new UncheckedIOException("cannot write the log, got '/data/x'", full)))
        .isEqualTo("cannot write the log, got '/data/x': no space is left there; free some");
    assertThat(message(new UncheckedIOException(new IOException("Disk quota exceeded"))))
        .isEqualTo("cannot use a file: no space is left there; free some");
  }

  @Test
  void failuresReportTheRemedyForAFileOfAnotherUser() {
    assertThat(message(new UncheckedIOException(new AccessDeniedException("/data/x"))))
        .isEqualTo("cannot use '/data/x': access is denied; make it accessible to you");
    assertThat(message(new UncheckedIOException(new IOException("Too many open files"))))
        .isEqualTo("cannot use a file: too many files are open; raise 'ulimit -n'");
  }

  @Test
  void failuresReportAnotherRemedyForAFile() {
    assertThat(Failures.of(new UncheckedIOException("cannot write 'x'", full), "; name another"))
        .hasMessage("cannot write 'x': no space is left there; free some");
    assertThat(
            Failures.of(
                new UncheckedIOException("cannot write 'x'", new IOException("broken")),
                "; name another"))
        .hasMessage("cannot write 'x'; name another");
  }

  @Test
  void failuresNameALocaleThatHasEveryCharacter() {
    assertThat(message(new InvalidPathException("s\u00fcd", "Malformed input")))
        .isEqualTo(
            "a path must consist of characters that the locale has, got 's\u00fcd'; set"
                + " LC_ALL=C.UTF-8");
  }

  @ParameterizedTest
  @ValueSource(classes = {StackOverflowError.class, OutOfMemoryError.class, AssertionError.class})
  void errorsAreReportedWithoutAStackTrace(Class<? extends Error> type) throws Exception {
    Terminal terminal = new Terminal();
    Error error = type.getDeclaredConstructor().newInstance();

    int exitCode =
        terminal.run(
            Path.of(""),
            "list",
            () -> {
              throw error;
            });

    assertThat(exitCode).isEqualTo(1);
    assertThat(terminal.errors()).startsWith("error: ").doesNotContain("\tat ");
  }

  private static String message(Throwable e) {
    return Failures.of(e).getMessage();
  }

  private static RuntimeException thrown(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      return e;
    }
    throw new AssertionError("nothing was thrown");
  }
}
