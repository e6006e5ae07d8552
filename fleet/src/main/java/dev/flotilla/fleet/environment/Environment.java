package dev.flotilla.fleet.environment;

import dev.flotilla.fleet.kubernetes.Rfc1123;
import dev.flotilla.fleet.source.GitRef;

/**
 * A stage of delivery that clusters share.
 *
 * @param name the environment's name, and the overlay directory in components and apps
 * @param channel the tag, or the branch, that its clusters follow
 * @param signedFrom the Git refs whose workflow signs what it runs
 */
public record Environment(String name, Channel channel, GitRef signedFrom) {
  /** Follows the main branch. */
  public static final Environment STAGING =
      new Environment("staging", Channel.LATEST, GitRef.branch("main"));

  /** Follows releases. */
  public static final Environment PRODUCTION =
      new Environment("production", Channel.LATEST_STABLE, GitRef.semverTags());

  /**
   * Returns an environment that follows a branch: components and tenants from Git are at that
   * branch, and artifacts are signed by the workflows that it runs.
   *
   * @param branch for example {@code main} of staging, and {@code production}
   */
  public static Environment ofBranch(String name, String branch) {
    return new Environment(name, Channel.branch(branch), GitRef.branch(branch));
  }

  public Environment {
    Rfc1123.label("the name of an environment", name);
  }
}
