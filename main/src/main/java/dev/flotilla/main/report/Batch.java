package dev.flotilla.main.report;

import java.util.List;
import java.util.function.ToIntFunction;

/** Works on several things, one after the other; a failure of one does not stop the others. */
public final class Batch {
  private Batch() {}

  /**
   * Returns the worst exit code.
   *
   * @param work works on one, for example a cluster, and returns its exit code
   */
  public static <T> int run(Report report, List<T> all, ToIntFunction<T> work) {
    int exitCode = ExitCode.DONE;
    for (T one : all) {
      if (Thread.currentThread().isInterrupted()) {
        return ExitCode.ERROR;
      }
      try {
        exitCode = ExitCode.worse(exitCode, work.applyAsInt(one));
      } catch (Failure failure) {
        report.failure(failure);
        exitCode = ExitCode.worse(exitCode, failure.exitCode());
      }
    }
    return exitCode;
  }
}
