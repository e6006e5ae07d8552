package dev.flotilla.main;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.content.Content;
import dev.flotilla.fleet.content.update.Versions;
import dev.flotilla.main.command.Program;
import dev.flotilla.main.command.content.ContentCommand;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Report;
import dev.flotilla.stacks.StackCustomizer;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The program, for any fleet, and for content without one. */
public final class Flotilla {
  /** The system property that allows colors: the launcher sees a terminal, Java may not. */
  private static final String COLOR = "flotilla.color";

  /** The one that says that standard error is a terminal, which shows what is running. */
  private static final String TERMINAL = "flotilla.terminal";

  private Flotilla() {}

  /**
   * Runs the program on the command line of this process.
   *
   * <pre>{@code
   * public static void main(String[] args) {
   *   System.exit(Flotilla.run(AcmeFleet::fleet, args));
   * }
   * }</pre>
   *
   * @param fleet builds the fleet, once and only if the command needs it; what its values reject is
   *     reported like any other mistake
   * @return the exit code, one of those that {@code --help} lists
   */
  public static int run(Supplier<Fleet> fleet, String... args) {
    return run(fleet, StackCustomizer.NONE, args);
  }

  /**
   * Runs the program, as {@link #run(Supplier, String...)} does, on a fleet to whose stacks the
   * user adds constructs of their own.
   *
   * @param customizer adds them; only commands that synthesize call it
   */
  public static int run(Supplier<Fleet> fleet, StackCustomizer customizer, String... args) {
    return Program.run(invocation(fleet, customizer), args);
  }

  /**
   * Runs the program of a project that has content and no fleet: it writes the content as the
   * folders that clusters apply, or with {@code --check} says what has changed; its commands {@code
   * check}, {@code render} and {@code publish} check, render and publish them, for the fleet that
   * is named.
   *
   * <pre>{@code
   * public static void main(String[] args) {
   *   System.exit(Flotilla.content(AcmeContent::all, args));
   * }
   * }</pre>
   *
   * @param contents builds the content, once; what its values reject is reported like any other
   *     mistake
   * @return the exit code, one of those that {@code --help} lists
   */
  public static int content(Supplier<? extends Collection<Content>> contents, String... args) {
    return content(versions -> contents.get(), args);
  }

  /**
   * Runs the program, as {@link #content(Supplier, String...)} does, of a project whose charts have
   * their versions in {@code components/versions.yaml}.
   *
   * @param contents builds the content, once, with those versions
   */
  public static int content(
      Function<Versions, ? extends Collection<Content>> contents, String... args) {
    Invocation invocation = invocation(Flotilla::none, StackCustomizer.NONE);
    return Program.run(invocation, new ContentCommand(invocation, contents), args);
  }

  /** Runs the program where there is no fleet but the one that a command names. */
  static int runWithoutFleet(String... args) {
    return run(Flotilla::none, args);
  }

  private static Fleet none() {
    throw new Failure(
        "a command must be run in the project of a fleet or name one, got none; where it has that"
            + " option, set --fleet, or FLOTILLA_FLEET, to the fleet.json of its artifact or to the"
            + " address of that");
  }

  private static Invocation invocation(Supplier<Fleet> fleet, StackCustomizer customizer) {
    Map<String, String> environment = new TreeMap<>(System.getenv());
    // Java 17 would write in the locale's charset, where "…" becomes "?".
    Report report =
        new Report(
            utf8(FileDescriptor.out),
            utf8(FileDescriptor.err),
            Boolean.getBoolean(COLOR),
            Boolean.getBoolean(TERMINAL));
    Invocation invocation =
        new Invocation(fleet, customizer, environment, Path.of("").toAbsolutePath(), report);
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> Program.failed(invocation, e));
    return invocation;
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
