package dev.flotilla.main.workflow;

import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.environment.RingName;

/**
 * The identifiers of jobs in a workflow of GitHub. They begin with no digit, have letters, digits,
 * '-' and '_' alone, and fewer than 100 characters. Names of environments have no '_', and a ring
 * is a number here: so no two jobs have one, whatever environments and rings are called.
 *
 * @see <a
 *     href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_id">identifiers
 *     of jobs</a>
 */
final class JobId {
  private JobId() {}

  /**
   * Returns that of an environment's job.
   *
   * @param use what the job is for, a word of letters
   */
  static String of(String use, Environment environment) {
    return use + "_" + environment.name();
  }

  /** Returns that of a ring's job. */
  static String ofRing(String use, Environment environment, RingName ring) {
    return of(use, environment) + "_" + (environment.rings().indexOf(ring) + 1);
  }
}
