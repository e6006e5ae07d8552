package dev.flotilla.main.opentofu;

import dev.flotilla.main.process.ProcessResult;
import dev.flotilla.main.process.Subprocess;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * One cluster's stack, as OpenTofu works on it.
 *
 * <p>What it is told goes through the environment, never through arguments, which every user of the
 * machine could read.
 */
public final class OpenTofuStack {
  /** The exit code of a plan that is not empty. */
  static final int HAS_CHANGES = 2;

  /** Exit codes above it are those of a program that a signal has ended. */
  private static final int KILLED = 128;

  private final String program;
  private final String cluster;
  private final Path folder;
  private final Map<String, String> environment;
  private final Secrets secrets;
  private final RunLog log;

  /**
   * Prepares a synthesized stack.
   *
   * @param folder where its {@code cdk.tf.json} is
   * @param environment what OpenTofu gets, the variables of the stack among it
   */
  public OpenTofuStack(
      OpenTofu openTofu,
      String cluster,
      Path folder,
      Map<String, String> environment,
      Credentials credentials) {
    this.program = openTofu.program();
    this.cluster = cluster;
    this.folder = folder;
    this.environment = environment(environment, credentials);
    this.secrets = new Secrets(credentials.secrets());
    this.log = new RunLog(folder, secrets);
  }

  private static Map<String, String> environment(
      Map<String, String> given, Credentials credentials) {
    Map<String, String> environment = new TreeMap<>(given);
    environment.putAll(credentials.variables());
    environment.put("TF_IN_AUTOMATION", "1");
    environment.put("TF_INPUT", "0");
    return environment;
  }

  /** Gets the providers. */
  public void init() {
    json("init", event -> {}, "init", "-input=false", "-json");
  }

  /** Returns what was applied so far. */
  public StackState state() {
    List<String> command = List.of(program, "show", "-json");
    ProcessResult result = run(command, line -> {});
    if (result.exitCode() != 0) {
      Outcome outcome = new Outcome(result.exitCode(), List.of(), result.stderr());
      throw failure("state", outcome);
    }
    return StackState.parse(result.stdout());
  }

  /**
   * Plans, for people to read.
   *
   * @param lines gets the plan
   * @return whether there are changes
   */
  public boolean diff(boolean color, Consumer<String> lines) {
    Path eventsFile = folder.resolve("flotilla-plan.jsonl");
    PrivateFile.create(eventsFile);
    try {
      List<String> command = new ArrayList<>(List.of(program, "plan", "-input=false", "-concise"));
      command.addAll(List.of("-detailed-exitcode", "-json-into=" + eventsFile.getFileName()));
      if (!color) {
        command.add("-no-color");
      }
      ProcessResult result = run(command, line -> lines.accept(secrets.mask(line)));
      List<Event> events = Files.readAllLines(eventsFile).stream().map(Event::parse).toList();
      events.forEach(log::write);
      return checked("plan", new Outcome(result.exitCode(), events, result.stderr()))
          == HAS_CHANGES;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      PrivateFile.delete(eventsFile);
    }
  }

  /**
   * Plans, for {@link #apply}.
   *
   * @param adopt whether a namespace that the state does not know is imported
   */
  public Plan plan(boolean adopt) {
    Path file = folder.resolve("flotilla.tfplan");
    PrivateFile.create(file);
    try {
      Outcome outcome =
          json(
              "plan",
              event -> {},
              "plan",
              "-input=false",
              "-json",
              "-detailed-exitcode",
              "-var=adopt=" + adopt,
              "-out=" + file.getFileName());
      return new Plan(file, outcome);
    } catch (RuntimeException e) {
      PrivateFile.delete(file);
      throw e;
    }
  }

  /**
   * Applies that very plan.
   *
   * @param progress gets a line for each resource that is done
   * @return how many resources were changed, in OpenTofu's words
   */
  public String apply(Plan plan, Consumer<String> progress) {
    Outcome outcome =
        json(
            "apply",
            event -> {
              if (event.type().equals("apply_complete")) {
                progress.accept(event.message());
              }
            },
            "apply",
            "-input=false",
            "-json",
            plan.file().getFileName().toString());
    return outcome.summary("Apply complete! Resources: ");
  }

  /** Forgets every resource; none of them is touched, so the cluster need not be there. */
  public void forget() {
    json(
        "destroy",
        event -> {},
        "destroy",
        "-input=false",
        "-json",
        "-auto-approve",
        "-refresh=false",
        "-suppress-forget-errors");
  }

  private Outcome json(String step, Consumer<Event> listener, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    List<Event> events = new CopyOnWriteArrayList<>();
    ProcessResult result =
        run(
            command,
            line -> {
              Event event = Event.parse(line);
              events.add(event);
              log.write(event);
              listener.accept(event);
            });
    Outcome outcome = new Outcome(result.exitCode(), events, result.stderr());
    checked(step, outcome);
    return outcome;
  }

  private int checked(String step, Outcome outcome) {
    if (outcome.exitCode() != 0 && outcome.exitCode() != HAS_CHANGES) {
      throw failure(step, outcome);
    }
    return outcome.exitCode();
  }

  private ProcessResult run(List<String> command, Consumer<String> lines) {
    log.write("$ " + String.join(" ", command));
    try {
      ProcessResult result = new Subprocess(command, folder, environment).run(lines);
      log.write(result.stderr() + "exit code " + result.exitCode() + "\n");
      if (result.exitCode() > KILLED) {
        throw interrupted();
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

  private Failure failure(String step, Outcome outcome) {
    return new Failure(
        FailedRun.messages(cluster, step, outcome, log.file()).stream()
            .map(secrets::mask)
            .toList());
  }
}
