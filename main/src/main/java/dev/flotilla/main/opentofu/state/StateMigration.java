package dev.flotilla.main.opentofu.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.main.json.ForeignJson;
import dev.flotilla.main.opentofu.run.OpenTofu;
import dev.flotilla.main.opentofu.run.RunResult;
import dev.flotilla.main.opentofu.run.Runner;
import dev.flotilla.main.opentofu.run.StateChange;
import dev.flotilla.main.process.PrivateFile;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Moves the state of a deployed cluster to the backend and the encryption that the fleet declares
 * now.
 *
 * <p>First it is re-encrypted where it is, then it is moved: each step leaves a whole state, so one
 * that is interrupted is done again. What was there before is kept.
 */
public final class StateMigration {
  private static final ObjectMapper JSON = new ObjectMapper();
  public static final List<String> INIT = List.of("init", "-input=false", "-json");
  private static final List<String> MOVE =
      List.of("init", "-input=false", "-json", "-migrate-state", "-force-copy");
  public static final List<String> RECONFIGURE =
      List.of("init", "-input=false", "-json", "-reconfigure");
  private static final List<String> PULL = List.of("state", "pull", "-no-color");
  private static final List<String> PUSH = List.of("state", "push", "-no-color", "-");
  private static final String STEP = "state";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Runner runner;
  private final String cluster;
  private final Path folder;
  private final JsonNode stack;
  private final Path kept;
  private final Consumer<String> progress;
  private final boolean hasOldPassphrase;

  /**
   * Moves nothing yet.
   *
   * @param folder the stack's
   * @param states where what was there before is kept
   * @param oldPassphrase what the state is encrypted with, empty if it is not given
   */
  public StateMigration(
      Runner runner,
      String cluster,
      Path folder,
      JsonNode stack,
      Path states,
      String oldPassphrase,
      Consumer<String> progress) {
    this.runner =
        oldPassphrase.isEmpty()
            ? runner
            : runner.with(OpenTofu.VARIABLE + ReencryptedStack.VARIABLE, oldPassphrase);
    this.cluster = cluster;
    this.folder = folder;
    this.stack = stack;
    this.kept = states.resolve("%s.tfstate.%s".formatted(cluster, TIME.format(Instant.now())));
    this.progress = progress;
    this.hasOldPassphrase = !oldPassphrase.isEmpty();
  }

  /** Re-encrypts and moves the state, as far as it differs. */
  public void run() {
    StateBackend wanted = StateBackend.ofStack(stack);
    RunResult init = runner.attempt(INIT);
    boolean moves = StateChange.of(init).filter(StateChange.BACKEND::equals).isPresent();
    StateBackend current = moves ? StateBackend.ofFolder(folder) : wanted;
    encrypt(current);
    if (moves) {
      move(current, wanted);
    }
  }

  private void encrypt(StateBackend current) {
    ObjectNode here = current.in(stack);
    Optional<StateChange> change = with(here, this::change);
    if (change.isEmpty()) {
      return;
    }
    if (change.get() != StateChange.UNENCRYPTED && !hasOldPassphrase) {
      throw new Failure(
          "the state of cluster '%s' is encrypted with another passphrase or key than the fleet's; set %s to the passphrase, or, for a key, declare both in the fleet until the state is re-encrypted"
              .formatted(cluster, StateChange.OLD_PASSPHRASE));
    }
    List<ObjectNode> steps = new ReencryptedStack(here).steps(change.get());
    boolean isFirst = true;
    for (ObjectNode step : steps) {
      boolean keep = isFirst;
      isFirst = false;
      with(
          step,
          () -> {
            runner.run(STEP, INIT, event -> {});
            String state = runner.output(STEP, PULL);
            if (keep) {
              keep(current, state);
            }
            runner.feed(STEP, PUSH, withNextSerial(state));
            return state;
          });
    }
    with(here, () -> runner.run(STEP, INIT, event -> {}));
    progress.accept(
        stack.path("terraform").has("encryption")
            ? "encrypted as the fleet says"
            : "not encrypted any more, as the fleet says");
  }

  /** Returns why the state cannot be read as the stack declares it, if it cannot. */
  private Optional<StateChange> change() {
    RunResult init = runner.attempt(INIT);
    Optional<StateChange> change = StateChange.of(init);
    if (change.isEmpty()) {
      runner.check(STEP, init);
      change = StateChange.of(runner.attempt(PULL));
    }
    return change;
  }

  private void keep(StateBackend current, String state) {
    try {
      Optional<Path> file = current.file(folder);
      if (file.isPresent()) {
        Files.copy(file.get(), kept);
      } else {
        PrivateFile.write(kept, state);
      }
      progress.accept("the state as it was is kept as " + kept);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void move(StateBackend current, StateBackend wanted) {
    JsonNode source = parse(with(current.in(stack), () -> runner.output(STEP, PULL)));
    JsonNode there = parse(destination());
    if (isEmpty(source) || isNewer(there, source)) {
      // Somebody else has moved it already, or there never was one.
      runner.run(STEP, RECONFIGURE, event -> {});
      progress.accept("nothing to move: the state in '%s' is not older".formatted(wanted));
      return;
    }
    if (!isEmpty(there) && !isSame(there, source)) {
      throw new Failure(
          "the state of cluster '%s' must be moved to an empty place, got another state of %d resources in '%s'; move that away first, or set the cluster's state to another place"
              .formatted(cluster, there.path("resources").size(), wanted));
    }
    runner.run(STEP, MOVE, event -> {});
    progress.accept("moved from '%s' to '%s'".formatted(current, wanted));
    current.file(folder).filter(Files::exists).ifPresentOrElse(this::putAway, () -> stays(current));
  }

  /** A state that nobody writes any more must not look like the cluster's. */
  private void putAway(Path file) {
    try {
      Files.move(file, kept);
      progress.accept("the state as it was is kept as " + kept);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void stays(StateBackend current) {
    progress.accept("the state as it was stays in '%s'".formatted(current));
  }

  /** Returns the state that is there already; it is read in a folder of its own. */
  private String destination() {
    String data = ".terraform.destination";
    Runner aside = runner.with("TF_DATA_DIR", data);
    try {
      aside.run(STEP, RECONFIGURE, event -> {});
      return aside.output(STEP, PULL);
    } finally {
      PrivateFile.deleteFolder(folder.resolve(data));
    }
  }

  private static boolean isEmpty(JsonNode state) {
    return state.path("resources").isEmpty();
  }

  private static boolean isSame(JsonNode there, JsonNode source) {
    return there.path("lineage").equals(source.path("lineage"));
  }

  private static boolean isNewer(JsonNode there, JsonNode source) {
    return isSame(there, source) && there.path("serial").asLong() > source.path("serial").asLong();
  }

  /** Returns a state file's JSON, checked for what the migration compares. */
  public static ObjectNode parse(String state) {
    ForeignJson json = ForeignJson.parse(state, StateMigration::garbled);
    json.text("lineage");
    json.number("serial", 0);
    json.objects("resources");
    return json.copy();
  }

  /** The text itself may hold what nobody should read. */
  private static Failure garbled(String place) {
    return new Failure(
        "'tofu state pull' must print a state, got something else%s; restore the state from a copy, or remove what is not a state; nothing was moved"
            .formatted(place));
  }

  /** A backend takes a state as a new one by its number. */
  public static String withNextSerial(String state) {
    ObjectNode next = parse(state);
    return next.put("serial", next.path("serial").asLong() + 1).toString();
  }

  /**
   * Does something with another stack in the folder; a synth would write the stack's own anew, too.
   */
  private <T> T with(JsonNode other, Supplier<T> work) {
    Path file = folder.resolve("cdk.tf.json");
    try {
      byte[] own = Files.readAllBytes(file);
      try {
        JSON.writeValue(file.toFile(), other);
        return work.get();
      } finally {
        Files.write(file, own);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
