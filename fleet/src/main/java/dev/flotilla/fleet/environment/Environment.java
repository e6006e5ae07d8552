package dev.flotilla.fleet.environment;

import dev.flotilla.fleet.kubernetes.Rfc1123;
import dev.flotilla.fleet.source.GitRef;

/**
 * A stage of delivery that clusters share.
 *
 * @param name the environment's name, and the overlay directory in components and apps
 * @param channel the tag that its clusters follow
 * @param signedFrom the Git refs whose workflow signs what it runs
 */
public record Environment(String name, Channel channel, GitRef signedFrom) {
  /** Follows the main branch. */
  public static final Environment STAGING =
      new Environment("staging", Channel.LATEST, GitRef.branch("main"));

  /** Follows releases. */
  public static final Environment PRODUCTION =
      new Environment("production", Channel.LATEST_STABLE, GitRef.semverTags());

  public Environment {
    Rfc1123.label("the name of an environment", name);
  }
}
