package dev.flotilla.main.command;

import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Report;
import java.util.List;
import java.util.function.ToIntFunction;

/** Works on several things, one after the other; what fails with one does not keep the others. */
final class Batch {
  private Batch() {}

  /**
   * Returns the worst exit code.
   *
   * @param work what is done to one, for example to a cluster; its exit code
   */
  static <T> int run(Report report, List<T> all, ToIntFunction<T> work) {
    int exitCode = ExitCode.DONE;
    for (T one : all) {
      if (Thread.currentThread().isInterrupted()) {
        return ExitCode.ERROR;
      }
      try {
        exitCode = ExitCode.worse(exitCode, work.applyAsInt(one));
      } catch (Failure failure) {
        report.failure(failure);
        exitCode = ExitCode.ERROR;
      }
    }
    return exitCode;
  }
}
