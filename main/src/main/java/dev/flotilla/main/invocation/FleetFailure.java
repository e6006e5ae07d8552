package dev.flotilla.main.invocation;

import dev.flotilla.fleet.object.Problem;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Failures;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Creates the failures of an invalid fleet: every rule that it breaks or, when the user's code
 * throws, the rule and the line of that code.
 */
public final class FleetFailure {
  /**
   * The libraries whose values reject what is malformed; the fleet that comes with them, in {@code
   * dev.flotilla.d2}, is user code.
   */
  private static final Pattern LIBRARY =
      Pattern.compile("dev\\.flotilla\\.(fleet|constructs|main|stacks)\\..*");

  private static final String PROGRAM = "dev.flotilla.main.";

  private static final Pattern JAVA = Pattern.compile("(java|javax|jdk|sun|com\\.sun)\\..*");

  private FleetFailure() {}

  static Failure of(Throwable thrown) {
    return of(thrown, "the fleet must be built");
  }

  /**
   * Returns the failure to report for {@code thrown}.
   *
   * @param what what should have been done without an exception, such as "the fleet must be built"
   */
  public static Failure of(Throwable thrown, String what) {
    // A constant of the user's class is wrong, not the class.
    Throwable e =
        thrown instanceof ExceptionInInitializerError && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    Failure failure =
        new Failure(
            message(e, what)
                + line(e)
                    .map(frame -> "\nat " + frame.getFileName() + ":" + frame.getLineNumber())
                    .orElse(""));
    failure.initCause(e);
    return failure;
  }

  /** Returns one failure with all the rules that a fleet breaks. */
  public static Failure ofProblems(List<Problem> problems) {
    return new Failure(problems.stream().map(Problem::toString).toList());
  }

  private static String message(Throwable e, String what) {
    @Nullable String text = e.getMessage();
    Optional<StackTraceElement> method = method(e);
    if (e instanceof IllegalArgumentException && text != null && isRejectedByALibrary(e)) {
      return text;
    }
    if (e instanceof NullPointerException && method.isPresent()) {
      return "'%s' must not be given null; pass a value, or leave the call out"
          .formatted(name(method.get()));
    }
    // Node.js adds a stack trace to its messages.
    return "%s without an exception, got '%s'; set %s=1 to see where"
        .formatted(what, e.toString().lines().findFirst().orElse(""), Failures.DEBUG_VARIABLE);
  }

  /** Java's own messages, such as those of {@code URI.create}, name neither a field nor a rule. */
  private static boolean isRejectedByALibrary(Throwable e) {
    return Stream.of(e.getStackTrace())
        .findFirst()
        .filter(frame -> JAVA.matcher(frame.getClassName()).matches())
        .isEmpty();
  }

  /** Returns the first frame of the user's own code. */
  private static Optional<StackTraceElement> line(Throwable e) {
    return Stream.of(e.getStackTrace())
        .takeWhile(frame -> !frame.getClassName().startsWith(PROGRAM))
        .filter(frame -> !isOfALibrary(frame) && !JAVA.matcher(frame.getClassName()).matches())
        .filter(frame -> frame.getFileName() != null && frame.getLineNumber() > 0)
        .findFirst();
  }

  /** Returns the method of a library that the user's code has called, if it has called one. */
  private static Optional<StackTraceElement> method(Throwable e) {
    Optional<StackTraceElement> called = Optional.empty();
    for (StackTraceElement frame : e.getStackTrace()) {
      if (isOfALibrary(frame)) {
        called = Optional.of(frame);
      } else if (!JAVA.matcher(frame.getClassName()).matches()) {
        break;
      }
    }
    return called.filter(frame -> !frame.getClassName().startsWith(PROGRAM));
  }

  private static boolean isOfALibrary(StackTraceElement frame) {
    return LIBRARY.matcher(frame.getClassName()).matches();
  }

  /** Returns for example {@code Cluster.Builder.domain}, or {@code new Environment}. */
  private static String name(StackTraceElement frame) {
    String type = frame.getClassName().replaceFirst(".*\\.", "").replace('$', '.');
    return frame.getMethodName().equals("<init>")
        ? "new " + type
        : type + "." + frame.getMethodName();
  }
}
