package dev.flotilla.main.opentofu;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.main.report.SecretMask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One cluster's stack, and what OpenTofu can do with it. */
public final class OpenTofuStack {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A release that waits for its objects does not hear of a signal, and may wait for minutes. */
  private static final String INTERRUPTED =
      "interrupted; OpenTofu finishes what it has begun, a second Ctrl-C leaves that half done";

  private final Path folder;
  private final StackOverride override;
  private final Runner runner;

  /**
   * Prepares a synthesized stack.
   *
   * @param folder where its {@code cdk.tf.json} is
   * @param environment what OpenTofu gets beside the credentials
   * @param secrets what is in no log
   */
  public OpenTofuStack(
      OpenTofu openTofu,
      String cluster,
      Path folder,
      Map<String, String> environment,
      Credentials credentials,
      SecretMask secrets) {
    this.folder = folder;
    this.override = new StackOverride(folder);
    this.runner = new Runner(openTofu, cluster, folder, environment, credentials, secrets);
    // A run that was killed has left its own.
    override.remove();
  }

  /** Gets the providers. */
  public void init() {
    runner.run("init", List.of("init", "-input=false", "-json"), event -> {});
  }

  /** Returns what was applied so far. */
  public StackState state() {
    return StackState.parse(runner.output("state", List.of("show", "-json")));
  }

  /** Returns what it gives to the releases of the bootstrap. */
  public BootstrapValues bootstrapValues() {
    try {
      return BootstrapValues.ofStack(JSON.readTree(folder.resolve("cdk.tf.json").toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Plans, for people to read.
   *
   * @param notOurs releases whose objects OpenTofu does not apply any more: what is given to them
   *     is no change
   * @param lines gets the plan
   * @return whether there are changes
   */
  public boolean diff(List<String> notOurs, boolean color, Consumer<String> lines) {
    Path events = folder.resolve("flotilla-plan.jsonl");
    PrivateFile.create(events);
    try {
      override.ignoreValues(notOurs);
      List<String> arguments = new ArrayList<>(List.of("plan", "-input=false", "-concise"));
      arguments.addAll(List.of("-detailed-exitcode", "-json-into=" + events.getFileName()));
      if (!color) {
        arguments.add("-no-color");
      }
      return runner.show("plan", arguments, lines, () -> readEvents(events)).hasChanges();
    } finally {
      override.remove();
      PrivateFile.delete(events);
    }
  }

  private static List<Event> readEvents(Path file) {
    try {
      return Files.readAllLines(file).stream().map(Event::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
      List<String> arguments = new ArrayList<>(List.of("plan", "-input=false", "-json"));
      arguments.addAll(List.of("-detailed-exitcode", "-var=adopt=" + adopt));
      arguments.add("-out=" + file.getFileName());
      return new Plan(file, runner.run("plan", arguments, event -> {}));
    } catch (RuntimeException e) {
      PrivateFile.delete(file);
      throw e;
    }
  }

  /**
   * Applies that very plan.
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

  /** Forgets every resource; none of them is touched, so the cluster need not be there. */
  public void forget() {
    List<String> arguments = new ArrayList<>(List.of("destroy", "-input=false", "-json"));
    arguments.addAll(List.of("-auto-approve", "-refresh=false", "-suppress-forget-errors"));
    runner.run("destroy", arguments, event -> {});
  }
}
