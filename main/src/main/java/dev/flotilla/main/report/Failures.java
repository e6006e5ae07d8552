package dev.flotilla.main.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns any exception into a failure that the user understands. */
public final class Failures {
  /** A failure is reported with its stack trace when this variable is set. */
  public static final String DEBUG_VARIABLE = "FLOTILLA_DEBUG";

  /** How the operating systems that Java runs on say that a device is full. */
  private static final Pattern FULL =
      Pattern.compile("(?i).*(no space left|disk quota exceeded|not enough space).*");

  private static final Pattern OPEN_FILES = Pattern.compile("(?i).*too many open files.*");

  private Failures() {}

  /** Returns the failure that an exception is, or that explains it. */
  public static Failure of(Throwable e) {
    if (e instanceof Failure failure) {
      return failure;
    }
    if (causes(e).stream().anyMatch(OutOfMemoryError.class::isInstance)) {
      return new Failure(
          "Java's heap is too small for the fleet, got %d MiB; enlarge it with JAVA_TOOL_OPTIONS=-Xmx1g"
              .formatted(Runtime.getRuntime().maxMemory() >> 20));
    }
    if (e instanceof InvalidPathException path) {
      return new Failure(
          "a path must consist of characters that the locale has, got '%s'; set LC_ALL=C.UTF-8"
              .formatted(path.getInput()));
    }
    if (e instanceof IllegalArgumentException && e.getMessage() != null && isOurs(e)) {
      return new Failure(e.getMessage());
    }
    return causes(e).stream()
        .filter(IOException.class::isInstance)
        .findFirst()
        .flatMap(cause -> remedy((IOException) cause))
        .map(remedy -> new Failure(what(e) + remedy))
        .orElseGet(() -> internal(e));
  }

  /**
   * Returns what files could not be used for; {@code otherwise} is what to do if no more is known.
   */
  public static Failure of(UncheckedIOException e, String otherwise) {
    return new Failure(what(e) + remedy(e.getCause()).orElse(otherwise));
  }

  /**
   * Returns the remedy for a full device, too many open files, or a file that others own; no remedy
   * is known for other errors.
   */
  private static Optional<String> remedy(IOException e) {
    String text = String.valueOf(e.getMessage());
    if (FULL.matcher(text).matches()) {
      return Optional.of(": no space is left there; free some");
    }
    if (OPEN_FILES.matcher(text).matches()) {
      return Optional.of(": too many files are open; raise 'ulimit -n'");
    }
    return e instanceof AccessDeniedException
        ? Optional.of(": access is denied; make it accessible to you")
        : Optional.empty();
  }

  private static String what(Throwable e) {
    @Nullable String message = e instanceof UncheckedIOException ? e.getMessage() : null;
    if (message != null && e.getCause() != null && !message.equals(e.getCause().toString())) {
      return message;
    }
    return "cannot use "
        + causes(e).stream()
            .filter(FileSystemException.class::isInstance)
            .map(cause -> "'" + ((FileSystemException) cause).getFile() + "'")
            .findFirst()
            .orElse("a file");
  }

  /** The text of an exception may hold a secret. */
  private static Failure internal(Throwable e) {
    Throwable root = causes(e).get(causes(e).size() - 1);
    String place =
        Stream.of(root.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith("dev.flotilla."))
            .findFirst()
            .map(frame -> " at " + frame.getFileName() + ":" + frame.getLineNumber())
            .orElse("");
    return new Failure(
        "internal error: %s%s; please report it with the output of %s=1"
            .formatted(root.getClass().getSimpleName(), place, DEBUG_VARIABLE));
  }

  private static boolean isOurs(Throwable e) {
    return Stream.of(e.getStackTrace())
        .findFirst()
        .filter(frame -> frame.getClassName().startsWith("dev.flotilla."))
        .isPresent();
  }

  /** A chain of causes may be a circle. */
  private static List<Throwable> causes(Throwable e) {
    List<Throwable> causes = new ArrayList<>();
    for (@Nullable Throwable cause = e; cause != null && causes.size() < 20; ) {
      causes.add(cause);
      cause = cause.getCause();
    }
    return causes;
  }
}
