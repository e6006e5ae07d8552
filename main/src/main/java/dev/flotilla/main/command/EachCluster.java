package dev.flotilla.main.command;

import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Report;
import dev.flotilla.stacks.Cluster;
import java.util.List;
import java.util.function.ToIntFunction;

/** Works on clusters, one after the other; what fails on one does not keep the others from it. */
final class EachCluster {
  private EachCluster() {}

  /**
   * Returns the worst exit code.
   *
   * @param work what is done to a cluster; its exit code
   */
  static int run(Report report, List<Cluster> clusters, ToIntFunction<Cluster> work) {
    int exitCode = ExitCode.DONE;
    for (Cluster cluster : clusters) {
      if (Thread.currentThread().isInterrupted()) {
        return ExitCode.ERROR;
      }
      try {
        exitCode = ExitCode.worse(exitCode, work.applyAsInt(cluster));
      } catch (Failure failure) {
        report.failure(failure);
        exitCode = ExitCode.ERROR;
      }
    }
    return exitCode;
  }
}
