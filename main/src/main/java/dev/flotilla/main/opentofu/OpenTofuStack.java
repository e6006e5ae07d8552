package dev.flotilla.main.opentofu;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.main.opentofu.run.Event;
import dev.flotilla.main.opentofu.run.OpenTofu;
import dev.flotilla.main.opentofu.run.RunResult;
import dev.flotilla.main.opentofu.run.Runner;
import dev.flotilla.main.opentofu.run.StateChange;
import dev.flotilla.main.opentofu.state.StackState;
import dev.flotilla.main.opentofu.state.StateBackend;
import dev.flotilla.main.opentofu.state.StateMigration;
import dev.flotilla.main.opentofu.state.StateVersion;
import dev.flotilla.main.process.PrivateFile;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.SecretMask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One cluster's stack, and what OpenTofu can do with it. */
public final class OpenTofuStack {
  /** A release that waits for its objects ignores a signal, and may wait for minutes. */
  private static final String INTERRUPTED =
      "interrupted; OpenTofu finishes what it has begun, a second Ctrl-C leaves that half done";

  private final String cluster;
  private final Path folder;
  private final JsonNode stack;
  private final Map<String, String> environment;
  private final Runner runner;
  private final StackDiff diff;

  /**
   * Prepares a synthesized stack.
   *
   * @param folder where its {@code cdk.tf.json} is
   * @param environment the program's, with the stack's variables; OpenTofu gets what the stack
   *     needs of it
   * @param kubeconfig the cluster's, which may name a command that needs more
   * @param secrets what is masked in logs
   */
  public OpenTofuStack(
      OpenTofu openTofu,
      String cluster,
      Path folder,
      Map<String, String> environment,
      Path kubeconfig,
      CredentialVariables credentials,
      SecretMask secrets) {
    this.cluster = cluster;
    this.folder = folder;
    this.environment = environment;
    this.stack = StackFile.read(folder.resolve("cdk.tf.json"));
    Map<String, String> needed = new StackEnvironment(stack).of(environment, kubeconfig);
    needed.putAll(credentials.variables());
    credentials.secrets().forEach(secrets::add);
    this.runner = new Runner(openTofu, cluster, folder, needed, secrets);
    StackOverride override = new StackOverride(folder);
    // A run that was killed has left its own.
    override.remove();
    this.diff = new StackDiff(runner, folder, override);
  }

  /** Returns a warning if its log includes those of the providers. */
  public Optional<String> logsOfProviders() {
    return StackEnvironment.hasLogsOfProviders(environment)
        ? Optional.of(
            "%s is set, so %s holds what the providers send and get, secrets included; delete it after use"
                .formatted(StackEnvironment.PROVIDER_LOGS, runner.log()))
        : Optional.empty();
  }

  /** Gets the providers; refuses a state that is kept elsewhere, or encrypted in another way. */
  public void init() {
    RunResult outcome = runner.attempt(StateMigration.INIT);
    if (StateChange.of(outcome).filter(StateChange.BACKEND::equals).isEmpty()) {
      runner.check("init", outcome);
      return;
    }
    StateBackend current = StateBackend.ofFolder(folder);
    if (current.file(folder).filter(file -> !Files.exists(file)).isPresent()) {
      // Nothing was ever kept there.
      runner.run("init", StateMigration.RECONFIGURE, event -> {});
      return;
    }
    throw new Failure(
        "cluster '%s': its state is kept in '%s', and the fleet says '%s'; set the cluster's state back to what it was, or move it with 'flotilla deploy %s --migrate-state'"
            .formatted(cluster, current, StateBackend.ofStack(stack), cluster));
  }

  /**
   * Moves the state to the backend and the encryption that the stack declares.
   *
   * @param states the folder in which what was there before is kept
   * @param progress gets a line for each thing that was done
   */
  public void migrate(Path states, Consumer<String> progress) {
    String old = environment.getOrDefault(StateChange.OLD_PASSPHRASE, "");
    new StateMigration(runner, cluster, folder, stack, states, old, progress).run();
  }

  /** Returns what the state holds, as {@code tofu show} prints it. */
  public StackState state() {
    return StackState.parse(runner.output("state", List.of("show", "-json")));
  }

  /** Returns the lineage and serial of its state. */
  public StateVersion stateVersion() {
    return StateVersion.parse(runner.output("state", List.of("state", "pull")));
  }

  /**
   * Returns the lineage and serial of its state, with as little work as that takes, and also before
   * {@link #init}; empty if there is none, or it cannot be read yet.
   */
  public Optional<StateVersion> knownStateVersion() {
    Optional<Path> file = StateBackend.ofStack(stack).file(folder);
    if (file.isPresent()) {
      return StateVersion.read(file.get());
    }
    try {
      return Optional.of(stateVersion());
    } catch (Failure e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      // Who needs the state initializes the stack, and says what is wrong with it.
      return Optional.empty();
    }
  }

  /** Returns what a saved plan depends on. */
  public PlanInputs planInputs() {
    return new PlanInputs(cluster, folder, stack, environment);
  }

  /** Returns what its {@code cdk.tf.json} declares. */
  public DeclaredStack declared() {
    return new DeclaredStack(stack);
  }

  /**
   * Does some work while no run of OpenTofu, here or elsewhere, works on the state: its console
   * holds the lock for as long as it waits for input. A lock that another run holds is a failure.
   */
  public void whileLocked(Runnable work) {
    runner.hold("lock", List.of("console", "-no-color", "-lock=true", "-state="), work);
  }

  /**
   * Plans, for people to read.
   *
   * @param notOurs releases whose objects OpenTofu does not apply any more: what is given to them
   *     is no change
   * @param lines gets the plan
   * @param changes gets what it does to each resource
   * @param saved the file that takes the plan, for {@link #apply}; empty if nobody applies it
   * @return whether there are changes
   */
  public boolean diff(
      List<String> notOurs,
      boolean color,
      Consumer<String> lines,
      Consumer<PlannedChange> changes,
      Optional<Path> saved) {
    return diff.run(notOurs, color, lines, changes, saved);
  }

  /**
   * Plans, for {@link #apply}.
   *
   * @param adopt whether a namespace that the state does not know is imported
   */
  public Plan plan(boolean adopt) {
    return plan(List.of("-var=adopt=" + adopt));
  }

  /**
   * Returns a plan that {@link #diff} has saved, for {@link #apply}.
   *
   * @param content of its file
   * @param changes what it does, each as {@link Plan#changes} has it
   */
  public Plan plan(byte[] content, boolean hasChanges, List<String> changes) {
    Path file = planFile();
    PrivateFile.create(file);
    try {
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the plan, got '" + file + "'", e);
    }
    return new Plan(
        file,
        hasChanges,
        hasChanges ? "as approved" : "",
        changes.stream().map(PlannedChange::parse).toList());
  }

  private Path planFile() {
    return folder.resolve("flotilla.tfplan");
  }

  private Plan plan(List<String> options) {
    Path file = planFile();
    PrivateFile.create(file);
    try {
      List<String> arguments = new ArrayList<>(List.of("plan", "-input=false", "-json"));
      arguments.add("-detailed-exitcode");
      arguments.addAll(options);
      arguments.add("-out=" + file.getFileName());
      return new Plan(file, runner.run("plan", arguments, event -> {}));
    } catch (RuntimeException e) {
      PrivateFile.delete(file);
      throw e;
    }
  }

  /**
   * Applies a plan as it was reviewed: nothing is planned anew.
   *
   * @param progress gets a line for each resource that is done, and when a signal has come
   * @return how many resources were changed, in OpenTofu's words
   */
  public String apply(Plan plan, Consumer<String> progress) {
    Consumer<Event> listener =
        event -> {
          if (event.type().equals("apply_complete")) {
            progress.accept(event.message());
          } else if (event.isInterruption()) {
            progress.accept(INTERRUPTED);
          }
        };
    List<String> arguments =
        List.of("apply", "-input=false", "-json", plan.file().getFileName().toString());
    return runner.run("apply", arguments, listener).summary("Apply complete! Resources: ");
  }

  /**
   * Plans to forget every resource of the fleet, none of which is touched, so the cluster need not
   * be there; what a user has added is deleted.
   */
  public Plan planForgetting() {
    return plan(List.of("-destroy", "-refresh=false"));
  }

  /** Applies a plan to forget, which changes no resource of the fleet. */
  public void forget(Plan plan) {
    String file = plan.file().getFileName().toString();
    List<String> arguments =
        List.of("apply", "-input=false", "-json", "-suppress-forget-errors", file);
    runner.run("destroy", arguments, event -> {});
  }
}
