package dev.flotilla.main.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.content.Content;
import dev.flotilla.fleet.content.update.Versions;
import dev.flotilla.fleet.fixture.ExampleFleet;
import dev.flotilla.main.command.content.ContentCommand;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.report.Report;
import dev.flotilla.stacks.StackCustomizer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Where a test types command lines and reads what comes of them. */
public final class Terminal {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment = new TreeMap<>(Map.of("HOME", "/no-such-home"));

  /** Returns the variables that commands see, for more to be added. */
  public Map<String, String> environment() {
    return environment;
  }

  /** Runs a command line on the {@link ExampleFleet} and returns its exit code. */
  int run(Path folder, String line) {
    return run(folder, line, ExampleFleet::fleet);
  }

  public int run(Path folder, String line, Supplier<Fleet> fleet) {
    return run(folder, line, fleet, StackCustomizer.NONE);
  }

  public int run(Path folder, String line, Supplier<Fleet> fleet, StackCustomizer customizer) {
    return Program.run(invocation(folder, fleet, customizer), arguments(line));
  }

  /** Runs a command line of a project with content alone. */
  public int runContent(Path folder, String line, Supplier<List<Content>> contents) {
    return runContent(folder, line, versions -> contents.get());
  }

  /** Runs a command line of a project whose content has versions of its own. */
  public int runContent(Path folder, String line, Function<Versions, List<Content>> contents) {
    Invocation invocation = invocation(folder, ExampleFleet::fleet);
    return Program.run(invocation, new ContentCommand(invocation, contents), arguments(line));
  }

  /** Returns a run that prints here. */
  public Invocation invocation(Path folder, Supplier<Fleet> fleet) {
    return invocation(folder, fleet, StackCustomizer.NONE);
  }

  private Invocation invocation(Path folder, Supplier<Fleet> fleet, StackCustomizer customizer) {
    Report report =
        new Report(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false);
    return new Invocation(fleet, customizer, environment, folder, report);
  }

  private static String[] arguments(String line) {
    return line.isEmpty() ? new String[0] : line.split(" ");
  }

  public String data() {
    return out.toString(UTF_8);
  }

  public String errors() {
    return err.toString(UTF_8);
  }
}
