package dev.flotilla.main.opentofu;

import dev.flotilla.main.process.Interruption;
import dev.flotilla.main.process.ProcessResult;
import dev.flotilla.main.process.Subprocess;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.SecretMask;
import java.io.IOException;
import java.nio.file.Path;
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
final class Runner {
  private static final int FAILED = 1;

  /** What is said when a signal has ended a run, or a provider that it was starting. */
  private static final Pattern OF_A_SIGNAL = Pattern.compile("(?i)interrupt|plugin");

  /** Exit codes above it are those of a program that a signal has ended. */
  private static final int KILLED = 128;

  private final String program;
  private final String cluster;
  private final Path folder;
  private final Map<String, String> environment;
  private final SecretMask secrets;
  private final RunLog log;

  Runner(
      OpenTofu openTofu,
      String cluster,
      Path folder,
      Map<String, String> environment,
      Credentials credentials,
      SecretMask secrets) {
    this.program = openTofu.program();
    this.cluster = cluster;
    this.folder = folder;
    this.environment = new TreeMap<>(environment);
    this.environment.putAll(credentials.variables());
    this.environment.put("TF_IN_AUTOMATION", "1");
    this.environment.put("TF_INPUT", "0");
    this.secrets = secrets;
    credentials.secrets().forEach(secrets::add);
    this.log = new RunLog(folder, secrets);
  }

  /**
   * Runs a command that prints events.
   *
   * @param step what to call it in a failure
   * @param listener gets each event at once
   */
  Outcome run(String step, List<String> arguments, Consumer<Event> listener) {
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
   * @param events what it has told for programs, read after its end
   */
  Outcome show(
      String step, List<String> arguments, Consumer<String> lines, Supplier<List<Event>> events) {
    ProcessResult result = start(arguments, line -> lines.accept(secrets.mask(line)));
    List<Event> told = events.get();
    told.forEach(log::write);
    return checked(step, result, told);
  }

  /** Returns all that a command prints, which is not logged: it may hold secrets. */
  String output(String step, List<String> arguments) {
    ProcessResult result = start(arguments, line -> {});
    checked(step, result, List.of());
    return result.stdout();
  }

  private Outcome checked(String step, ProcessResult result, List<Event> events) {
    Outcome outcome = new Outcome(result.exitCode(), events, result.stderr());
    if (outcome.isFailure()) {
      List<String> messages = new FailedRun(program, cluster, log.file()).messages(step, outcome);
      throw new Failure(messages.stream().map(secrets::mask).toList());
    }
    return outcome;
  }

  private ProcessResult start(List<String> arguments, Consumer<String> lines) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(arguments);
    log.write("$ " + String.join(" ", command));
    try {
      ProcessResult result = new Subprocess(command, folder, environment).run(lines);
      log.write(result.stderr() + "exit code " + result.exitCode() + "\n");
      if (result.exitCode() > KILLED) {
        throw interrupted();
      }
      if (result.exitCode() == FAILED
          && OF_A_SIGNAL.matcher(result.stdout() + result.stderr()).find()) {
        Interruption.await();
      }
      return result;
    } catch (IOException e) {
      throw new Failure("cannot start OpenTofu, got '" + program + "'");
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
