package dev.flotilla.main.opentofu;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lock of another run, as OpenTofu tells of it.
 *
 * @param operation what that run does
 * @param endsWithItsRun whether it is gone when the run is, like that of a local state
 */
record StateLock(String id, String operation, String who, String since, boolean endsWithItsRun) {
  private static final Pattern INFO =
      Pattern.compile(
          "Lock Info:.*\\bID: +(\\S+).*\\bOperation: +(?:OperationType)?(\\S*).*\\bWho: +(\\S+).*\\bCreated: +([-0-9]+ [:0-9]+)",
          Pattern.DOTALL);

  /** A lock on a file is the process's own. */
  private static final String ON_A_FILE = "resource temporarily unavailable";

  /** Finds it in an error. */
  static Optional<StateLock> of(String error) {
    Matcher info = INFO.matcher(error);
    return info.find()
        ? Optional.of(
            new StateLock(
                info.group(1),
                info.group(2).toLowerCase(Locale.ROOT),
                info.group(3),
                info.group(4) + " UTC",
                error.contains(ON_A_FILE)))
        : Optional.empty();
  }

  /** Returns what a user has to know and to do. */
  String text(String program, Path folder) {
    String remedy =
        endsWithItsRun
            ? "wait for its end, then run the command again"
            : "wait for its end; if it is dead already, remove its lock with '%s -chdir=%s force-unlock -force %s'"
                .formatted(program, folder, id);
    return "another run works on the state, got lock '%s' of %s by %s since %s\n%s"
        .formatted(id, operation, who, since, remedy);
  }
}
