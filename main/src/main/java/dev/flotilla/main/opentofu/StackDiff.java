package dev.flotilla.main.opentofu;

import dev.flotilla.main.opentofu.run.Event;
import dev.flotilla.main.opentofu.run.RunResult;
import dev.flotilla.main.opentofu.run.Runner;
import dev.flotilla.main.process.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A plan of a stack for people to read, which the program reads too. */
final class StackDiff {
  /** What OpenTofu says of a resource with {@code destroy = false}, with or without colors. */
  private static final Pattern FORGOTTEN =
      Pattern.compile(
          "will be removed from the OpenTofu state ((?:\u001b\\[[0-9;]*m)*)but will not be"
              + " destroyed");

  private final Runner runner;
  private final Path events;
  private final StackOverride override;

  StackDiff(Runner runner, Path folder, StackOverride override) {
    this.runner = runner;
    this.events = folder.resolve("flotilla-plan.jsonl");
    this.override = override;
  }

  /** Plans as {@link OpenTofuStack#diff} says. */
  boolean run(
      List<String> notOurs,
      boolean color,
      Consumer<String> lines,
      Consumer<PlannedChange> changes,
      Optional<Path> saved) {
    PrivateFile.create(events);
    try {
      override.ignoreValues(notOurs);
      RunResult plan =
          runner.show(
              "plan",
              arguments(color, saved),
              line -> lines.accept(reworded(line)),
              this::readEvents);
      plan.changes().forEach(event -> changes.accept(PlannedChange.of(event)));
      return plan.hasChanges();
    } finally {
      override.remove();
      PrivateFile.delete(events);
    }
  }

  private List<String> arguments(boolean color, Optional<Path> saved) {
    List<String> arguments = new ArrayList<>(List.of("plan", "-input=false", "-concise"));
    arguments.addAll(List.of("-detailed-exitcode", "-json-into=" + events.getFileName()));
    saved.ifPresent(file -> arguments.add("-out=" + file));
    if (!color) {
      arguments.add("-no-color");
    }
    return arguments;
  }

  /** A forgotten resource must not be mistaken for a deleted one. */
  static String reworded(String line) {
    return FORGOTTEN.matcher(line).replaceAll("will be forgotten, $1and stays as it is");
  }

  private List<Event> readEvents() {
    try {
      return Files.readAllLines(events).stream().map(Event::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
