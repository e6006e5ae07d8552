package dev.flotilla.main.command.review;

import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.main.cluster.ResolvedAccess;
import dev.flotilla.main.json.ForeignJson;
import dev.flotilla.main.opentofu.PlanInputs;
import dev.flotilla.main.opentofu.run.OpenTofu;
import dev.flotilla.main.opentofu.state.StateVersion;
import dev.flotilla.main.publish.content.Digest;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.IndentedJson;
import dev.flotilla.main.review.bundle.FolderDigests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A plan that had nothing to change, noted beside its stack: while all that it was made with is the
 * same, only what others have done to the cluster could make another.
 *
 * @param inputs the digest of what it was made with, except the state
 * @param state the state that it was made with
 * @param time when it was made
 */
record EmptyPlan(String inputs, StateVersion state, Instant time) {
  private static final String FILE = "flotilla.empty-plan.json";

  /** Raised whenever another plan may come of the same. */
  private static final long VERSION = 1;

  /**
   * Returns the digest of what a plan depends on. What is in the cluster is not among it, nor a
   * credential, whose value is only sent when its revision rises.
   */
  static String inputs(OpenTofu engine, PlanInputs inputs, ResolvedAccess access) {
    Stream<String> parts =
        Stream.of(
            "engine " + OpenTofu.NAME + " " + engine.version(),
            "configuration " + FolderDigests.ofAll(inputs.folder(), PlanInputs::isConfiguration),
            "lock " + Digest.of(inputs.lock()),
            "context " + access.context(),
            "server " + access.server());
    Stream<String> variables =
        inputs.variables().entrySet().stream()
            .map(set -> "variable " + set.getKey() + " " + set.getValue());
    return Digest.of(
        // Of no part's end can another be made.
        Stream.concat(parts, variables)
            .map(part -> part.length() + " " + part)
            .collect(Collectors.joining("\n"))
            .getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the one that is noted in a stack's folder; what is no such note counts as none. */
  static Optional<EmptyPlan> read(Path stack) {
    Path file = stack.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      ForeignJson json = ForeignJson.read(file, place -> noNote(file, place));
      if (json.number("version", 0) != VERSION) {
        return Optional.empty();
      }
      return Optional.of(
          new EmptyPlan(
              json.text("inputs"),
              new StateVersion(json.text("lineage"), json.number("serial", 0)),
              Instant.parse(json.text("time"))));
    } catch (Failure | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Failure noNote(Path file, String place) {
    return new Failure(
        "'%s' must be the note of a plan, got something else%s; remove it".formatted(file, place));
  }

  /** Notes it in a stack's folder. */
  void write(Path stack) {
    try {
      Files.writeString(
          stack.resolve(FILE),
          IndentedJson.text(
                  Ordered.map(
                      "version", VERSION,
                      "inputs", inputs,
                      "lineage", state.lineage(),
                      "serial", state.serial(),
                      "time", time.toString()))
              + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the note of a plan, got '" + stack + "'", e);
    }
  }

  /** Forgets what is noted in a stack's folder. */
  static void forget(Path stack) {
    try {
      Files.deleteIfExists(stack.resolve(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the note of a plan, got '" + stack + "'", e);
    }
  }
}
