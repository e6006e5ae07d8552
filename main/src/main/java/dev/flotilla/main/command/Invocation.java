package dev.flotilla.main.command;

import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Report;
import dev.flotilla.stacks.Fleet;
import dev.flotilla.stacks.Mirror;
import java.nio.file.Path;
import java.util.Map;

/**
 * All that a command gets from outside, its arguments aside.
 *
 * @param folder the absolute path of the working folder
 */
public record Invocation(Fleet fleet, Map<String, String> environment, Path folder, Report report) {
  /** The environment variable that tells where registries are reached instead. */
  static final String MIRROR_VARIABLE = "FLOTILLA_MIRROR";

  /** Returns the variable's value, empty if there is none. */
  String variable(String name) {
    return environment.getOrDefault(name, "");
  }

  /** Returns this invocation with its registries reached where the environment says. */
  Invocation mirrored() {
    String mirror = variable(MIRROR_VARIABLE);
    if (mirror.isBlank()) {
      return this;
    }
    try {
      return new Invocation(fleet.withMirror(Mirror.parse(mirror)), environment, folder, report);
    } catch (IllegalArgumentException e) {
      throw new Failure(MIRROR_VARIABLE + ": " + e.getMessage());
    }
  }

  /** Returns {@code path} as short as it can be told. */
  Path shown(Path path) {
    return path.startsWith(folder) ? folder.relativize(path) : path;
  }
}
