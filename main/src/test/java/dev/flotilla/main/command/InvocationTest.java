package dev.flotilla.main.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.stacks.Fleet;
import dev.flotilla.stacks.Mirror;
import dev.flotilla.stacks.d2.D2Fleet;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvocationTest {
  private final Terminal terminal = new Terminal();

  @TempDir Path folder;

  @Test
  void buildsTheFleetOnce() {
    AtomicInteger built = new AtomicInteger();
    Supplier<Fleet> fleet =
        () -> {
          built.incrementAndGet();
          return D2Fleet.fleet();
        };

    assertThat(terminal.run(folder, "synth prod-eu --output out", fleet)).isZero();
    assertThat(built).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "--version", "deploy --help"})
  void buildsNoFleetToShowHelp(String line) {
    Supplier<Fleet> fleet =
        () -> {
          throw new AssertionError("built");
        };

    assertThat(terminal.run(folder, line, fleet)).isZero();
    assertThat(terminal.errors()).isEmpty();
  }

  @Test
  void tellsWhatTheFleetsValuesReject() {
    Supplier<Fleet> fleet = () -> D2Fleet.fleet().withMirror(Mirror.parse("docker.io"));

    assertThat(terminal.run(folder, "list", fleet)).isEqualTo(1);
    assertThat(terminal.errors())
        .isEqualTo(
            "error: a mirror must be told as 'ghcr.io=registry.example.com/prefix', got 'docker.io'\n");
  }

  @Test
  void tellsWhatTheFleetsConstantsReject() {
    assertThat(terminal.run(folder, "list", Constants::fleet)).isEqualTo(1);
    assertThat(terminal.errors())
        .isEqualTo(
            "error: a mirror must be told as 'ghcr.io=registry.example.com/prefix', got 'ghcr.io'\n");
  }

  @Test
  void tellsThatTheFleetThrewAndWhereWhenAsked() {
    Supplier<Fleet> fleet =
        () -> {
          throw new IllegalStateException("no such tenant");
        };

    assertThat(terminal.run(folder, "list", fleet)).isEqualTo(1);
    assertThat(terminal.errors())
        .isEqualTo(
            "error: the fleet must be built without an exception, got 'java.lang.IllegalStateException: no such tenant'; set FLOTILLA_DEBUG=1 to see where\n");

    terminal.environment().put("FLOTILLA_DEBUG", "1");
    assertThat(terminal.run(folder, "list", fleet)).isEqualTo(1);
    assertThat(terminal.errors())
        .contains(
            "Caused by: java.lang.IllegalStateException: no such tenant\n\tat "
                + getClass().getName());
  }

  /** A fleet whose class cannot even be loaded. */
  private static final class Constants {
    private static final Mirror MIRROR = Mirror.parse("ghcr.io");

    static Fleet fleet() {
      return D2Fleet.fleet().withMirror(MIRROR);
    }
  }
}
