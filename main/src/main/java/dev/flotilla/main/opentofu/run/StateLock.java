package dev.flotilla.main.opentofu.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lock of another run, as OpenTofu reports it.
 *
 * @param operation what that run does
 * @param since when it was taken
 * @param endsWithItsRun whether it is gone when the run is, like that of a local state
 */
record StateLock(String id, String operation, String who, Instant since, boolean endsWithItsRun) {
  private static final Pattern INFO =
      Pattern.compile(
          "Lock Info:.*\\bID: +(\\S+).*\\bOperation: +(?:OperationType)?(\\S*).*\\bWho: +(\\S+).*\\bCreated: +([-0-9]{10} [:0-9]{8})",
          Pattern.DOTALL);

  private static final DateTimeFormatter CREATED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  /** A lock on a file is the process's own. */
  private static final String LOCKED_FILE = "resource temporarily unavailable";

  /** Returns the lock that an error of OpenTofu describes, if it does. */
  static Optional<StateLock> of(String error) {
    Matcher info = INFO.matcher(error);
    return info.find()
        ? Optional.of(
            new StateLock(
                info.group(1),
                // OpenTofu has no name for what its console does.
                info.group(2).toLowerCase(Locale.ROOT).replace("invalid", "console"),
                info.group(3),
                LocalDateTime.parse(info.group(4), CREATED).toInstant(ZoneOffset.UTC),
                error.contains(LOCKED_FILE)))
        : Optional.empty();
  }

  /** Returns what a user has to know and to do at {@code now}. */
  String text(String program, Path folder, Instant now) {
    String remedy =
        endsWithItsRun
            ? "wait for its end, then run the command again"
            : "wait for its end; if it is dead already, remove its lock with '%s -chdir=%s force-unlock -force %s'"
                .formatted(program, folder, id);
    return "another run works on the state, got lock '%s' of %s by %s since %s UTC, %s old\n%s"
        .formatted(
            id,
            operation,
            who,
            CREATED.format(since.atOffset(ZoneOffset.UTC)),
            age(Duration.between(since, now)),
            remedy);
  }

  /** In the two largest units: an old lock is of a run that is dead, a young one is not. */
  private static String age(Duration age) {
    if (age.toDays() > 0) {
      return age.toDays() + " d " + age.toHoursPart() + " h";
    }
    if (age.toHours() > 0) {
      return age.toHours() + " h " + age.toMinutesPart() + " min";
    }
    return age.toMinutes() > 0 ? age.toMinutes() + " min" : Math.max(0, age.toSeconds()) + " s";
  }
}
