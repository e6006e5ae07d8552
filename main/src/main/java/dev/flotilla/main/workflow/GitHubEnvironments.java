package dev.flotilla.main.workflow;

import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.environment.RingName;
import dev.flotilla.main.report.Failure;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The environments of GitHub that the jobs of a fleet run in. Users give them reviewers and secrets
 * by their names, so these stay as they are; where two uses have one name, one of them would be
 * approved by the reviewers of the other.
 */
final class GitHubEnvironments {
  private final Map<String, String> uses = new TreeMap<>();
  private final Set<String> problems = new LinkedHashSet<>();

  /** Returns where an environment without rings is deployed. */
  String deploying(Environment environment) {
    return claim(environment.name(), "deploying '%s'".formatted(environment.name()));
  }

  /** Returns where such a deploy is planned. */
  String planning(Environment environment) {
    return claim(environment.name() + "-plan", "planning '%s'".formatted(environment.name()));
  }

  /** Returns where a ring is deployed, and gets a release. */
  String ofRing(Environment environment, RingName ring) {
    return claim(
        environment.name() + "-" + ring, "ring '%s' of '%s'".formatted(ring, environment.name()));
  }

  /** Returns where a rollout is ended. */
  String ending(Environment environment) {
    return claim(
        environment.name() + "-end", "ending rollouts of '%s'".formatted(environment.name()));
  }

  private String claim(String name, String use) {
    String known = uses.putIfAbsent(name, use);
    if (known != null && !known.equals(use)) {
      problems.add(
          "two jobs must not share an environment of GitHub, because its reviewers would approve both, got '%s' for %s and for %s; rename a ring or an environment"
              .formatted(name, known, use));
    }
    return name;
  }

  /**
   * Refuses those that have several uses.
   *
   * @throws Failure with all of them
   */
  void requireOneUseOfEach() {
    if (!problems.isEmpty()) {
      throw new Failure(List.copyOf(problems));
    }
  }
}
