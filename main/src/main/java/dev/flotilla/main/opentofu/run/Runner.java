package dev.flotilla.main.opentofu.run;

import dev.flotilla.main.process.Interruption;
import dev.flotilla.main.process.ProcessResult;
import dev.flotilla.main.process.Subprocess;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.SecretMask;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Runs OpenTofu in a stack's folder, keeps a log, and turns what goes wrong into failures.
 *
 * <p>Values go to it through the environment, never through arguments, which every user of the
 * machine could read.
 */
public final class Runner {
  private static final int FAILED = 1;

  /** What is said when a signal has ended a run, or a provider that it was starting. */
  private static final Pattern SIGNAL_MESSAGE = Pattern.compile("(?i)interrupt|plugin");

  /** Exit codes above it are those of a program that a signal has ended. */
  private static final int KILLED = 128;

  /** What a command that is held prints once it waits. */
  private static final String WAITING = "flotilla waits";

  /** How a program is run. */
  private interface Run {
    ProcessResult of(Subprocess process) throws IOException, InterruptedException;
  }

  private final String program;
  private final String cluster;
  private final Path folder;
  private final Map<String, String> environment;
  private final SecretMask secrets;
  private final RunLog log;

  /** Prepares runs in {@code folder}, each with {@code environment} and nothing else of ours. */
  public Runner(
      OpenTofu openTofu,
      String cluster,
      Path folder,
      Map<String, String> environment,
      SecretMask secrets) {
    this.program = openTofu.program();
    this.cluster = cluster;
    this.folder = folder;
    this.environment = new TreeMap<>(environment);
    this.environment.put("TF_IN_AUTOMATION", "1");
    this.environment.put("TF_INPUT", "0");
    this.secrets = secrets;
    this.log = new RunLog(folder, secrets);
  }

  private Runner(Runner other, Map<String, String> environment) {
    this.program = other.program;
    this.cluster = other.cluster;
    this.folder = other.folder;
    this.environment = environment;
    this.secrets = other.secrets;
    this.log = other.log;
  }

  /** Returns this runner with one more variable in OpenTofu's environment. */
  public Runner with(String variable, String value) {
    Map<String, String> more = new TreeMap<>(environment);
    more.put(variable, value);
    return new Runner(this, more);
  }

  /** Returns the file with everything that OpenTofu printed. */
  public Path log() {
    return log.file();
  }

  /**
   * Runs a command that prints events.
   *
   * @param step what to call it in a failure
   * @param listener gets each event at once
   */
  public RunResult run(String step, List<String> arguments, Consumer<Event> listener) {
    List<Event> events = new CopyOnWriteArrayList<>();
    ProcessResult result =
        start(
            arguments,
            line -> {
              Event event = Event.parse(line);
              events.add(event);
              log.write(event);
              listener.accept(event);
            });
    return checked(step, result, events);
  }

  /**
   * Runs a command that prints for people.
   *
   * @param lines gets each line at once
   * @param events supplies its machine-readable events, read after it has ended
   */
  public RunResult show(
      String step, List<String> arguments, Consumer<String> lines, Supplier<List<Event>> events) {
    ProcessResult result = start(arguments, line -> lines.accept(secrets.mask(line)));
    List<Event> all = events.get();
    all.forEach(log::write);
    return checked(step, result, all);
  }

  /** Returns all that a command prints, which is not logged: it may hold secrets. */
  public String output(String step, List<String> arguments) {
    ProcessResult result = start(arguments, line -> {});
    checked(step, result, List.of());
    return result.stdout();
  }

  /**
   * Runs a command that prints events, or what is not logged, and leaves to others what it means.
   */
  public RunResult attempt(List<String> arguments) {
    ProcessResult result = start(arguments, line -> {});
    List<Event> events =
        arguments.contains("-json")
            ? result.stdout().lines().map(Event::parse).toList()
            : List.of();
    events.forEach(log::write);
    return new RunResult(result.exitCode(), events, result.stderr());
  }

  /** Runs a command that reads a text, which is not logged: it may hold secrets. */
  public void feed(String step, List<String> arguments, String text) {
    checked(step, startAs(arguments, process -> process.run(text, line -> {})), List.of());
  }

  /**
   * Does some work while a command waits for input; it does not begin if the command ends before.
   *
   * @param arguments of a command that prints the value of each line, as {@code console} does
   */
  public void hold(String step, List<String> arguments, Runnable work) {
    checked(
        step,
        startAs(arguments, process -> process.runAround("\"" + WAITING + "\"", WAITING, work)),
        List.of());
  }

  private RunResult checked(String step, ProcessResult result, List<Event> events) {
    return check(step, new RunResult(result.exitCode(), events, result.stderr()));
  }

  /** Returns the outcome of a step, unless it failed. */
  public RunResult check(String step, RunResult outcome) {
    if (outcome.isFailure()) {
      List<String> messages =
          new FailedRun(program, cluster, log.file(), InstantSource.system())
              .messages(step, outcome);
      throw new Failure(messages.stream().map(secrets::mask).toList());
    }
    return outcome;
  }

  private ProcessResult start(List<String> arguments, Consumer<String> lines) {
    return startAs(arguments, process -> process.run(lines));
  }

  private ProcessResult startAs(List<String> arguments, Run run) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(arguments);
    log.write("$ " + String.join(" ", command));
    try {
      ProcessResult result = run.of(Subprocess.withPrivateFiles(command, folder, environment));
      log.write(result.stderr() + "exit code " + result.exitCode() + "\n");
      if (result.exitCode() > KILLED) {
        throw interrupted();
      }
      if (result.exitCode() == FAILED
          && SIGNAL_MESSAGE.matcher(result.stdout() + result.stderr()).find()) {
        Interruption.await();
      }
      return result;
    } catch (IOException e) {
      throw new Failure("cannot start OpenTofu, got '" + program + "'" + OpenTofu.REMEDY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted();
    }
  }

  private Failure interrupted() {
    return new Failure(
        "cluster '" + cluster + "': interrupted; OpenTofu has stopped, run the command again");
  }
}
