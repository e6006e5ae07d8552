package dev.flotilla.stacks.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.kubernetes.Rfc1123;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The file in an output folder that names the fleet that the folder belongs to.
 *
 * @param fleet where the fleet's artifact is, whatever mirror there is
 * @param stacks every stack that synths of that fleet wrote, or were about to write
 */
record OutputMark(String fleet, SortedSet<String> stacks) {
  static final String FILE = "flotilla.json";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  OutputMark {
    // They become paths, and what is there is removed.
    stacks.forEach(stack -> Rfc1123.label("a stack", stack));
    stacks = Collections.unmodifiableSortedSet(new TreeSet<>(stacks));
  }

  /** Returns that of a folder in which nothing was written yet. */
  static OutputMark of(Fleet fleet) {
    return new OutputMark(
        fleet.organization().fleetArtifact().value(), Collections.emptySortedSet());
  }

  /** Returns this mark without these stacks. */
  OutputMark without(Collection<String> gone) {
    SortedSet<String> rest = new TreeSet<>(stacks);
    rest.removeAll(gone);
    return new OutputMark(fleet, rest);
  }

  /** Returns this mark with these stacks too. */
  OutputMark and(Collection<String> more) {
    SortedSet<String> all = new TreeSet<>(stacks);
    all.addAll(more);
    return new OutputMark(fleet, all);
  }

  /** Returns the mark in {@code file}, if it is one. */
  static Optional<OutputMark> parse(JsonNode file) {
    if (!file.path("fleet").isTextual() || !file.path("stacks").isArray()) {
      return Optional.empty();
    }
    SortedSet<String> stacks = new TreeSet<>();
    file.get("stacks").forEach(name -> stacks.add(name.asText()));
    try {
      return Optional.of(new OutputMark(file.get("fleet").textValue(), stacks));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Writes it into {@code folder}, whole or not at all. */
  void write(Path folder, Path work) throws IOException {
    Path file = work.resolve(FILE);
    Files.writeString(
        file, JSON.writeValueAsString(Ordered.map("fleet", fleet, "stacks", stacks)) + "\n");
    Files.move(
        file,
        folder.resolve(FILE),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }
}
