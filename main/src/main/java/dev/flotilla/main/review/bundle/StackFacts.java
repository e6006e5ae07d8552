package dev.flotilla.main.review.bundle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the plan of a cluster's stack was made with; the plan holds only while all of it is the
 * same. No date is among it, and no path.
 *
 * @param cluster its name in the fleet
 * @param uid that of the namespace {@code kube-system}, which no other cluster has; empty if the
 *     cluster was not reached
 * @param configuration the digest of the files in the stack's folder
 * @param lock the digest of {@code .terraform.lock.hcl}
 * @param variables the values of the stack's ordinary variables that the environment sets
 * @param lineage that of the state; empty before the first apply
 * @param serial that of the state; 0 before the first apply
 * @param ownedByFlux the releases whose objects Flux owns
 */
public record StackFacts(
    String cluster,
    String uid,
    String configuration,
    String lock,
    SortedMap<String, String> variables,
    String lineage,
    long serial,
    List<String> ownedByFlux) {
  static final String AGAIN = "review it again with 'flotilla diff --out'";

  public StackFacts {
    variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
    ownedByFlux = ownedByFlux.stream().sorted().toList();
  }

  /** Returns what is no longer as it was planned. */
  List<String> problems(StackFacts now) {
    List<String> problems = new ArrayList<>();
    // A cluster that was not reached has nothing by which it could be recognized.
    if (!uid.isEmpty() && !uid.equals(now.uid)) {
      problems.add(
          "cluster '%s' must be the one that was planned, whose namespace kube-system has uid '%s', got '%s'; name its context with --context"
              .formatted(cluster, uid, now.uid));
    }
    if (!configuration.equals(now.configuration)) {
      problems.add(
          "the stack of cluster '%s' must be the planned one, %s, got %s; set FLOTILLA_MIRROR and CDKTF_* as in the review, or %s"
              .formatted(cluster, configuration, now.configuration, AGAIN));
    }
    if (!lock.equals(now.lock)) {
      problems.add(
          "the providers of cluster '%s' must be those of the plan, with a lock file of %s, got %s; remove '.terraform.lock.hcl' from the stack's folder, use the platform of the review, or %s"
              .formatted(cluster, lock, now.lock, AGAIN));
    }
    problems.addAll(variableProblems(now));
    if (serial != now.serial || !lineage.equals(now.lineage)) {
      problems.add(
          "the state of cluster '%s' must be as it was planned, serial %d of lineage '%s', got serial %d of lineage '%s'; %s"
              .formatted(cluster, serial, lineage, now.serial, now.lineage, AGAIN));
    }
    if (!ownedByFlux.equals(now.ownedByFlux)) {
      problems.add(
          "Flux must own on cluster '%s' what it owned at the plan, '%s', got '%s'; %s"
              .formatted(
                  cluster,
                  String.join(", ", ownedByFlux),
                  String.join(", ", now.ownedByFlux),
                  AGAIN));
    }
    return problems;
  }

  private List<String> variableProblems(StackFacts now) {
    TreeSet<String> names = new TreeSet<>(variables.keySet());
    names.addAll(now.variables.keySet());
    return names.stream()
        .filter(name -> !value(name).equals(now.value(name)))
        .map(
            name ->
                "%s of cluster '%s' must be as in the plan, %s, got %s; set it to that, or %s"
                    .formatted(name, cluster, value(name), now.value(name), AGAIN))
        .toList();
  }

  private String value(String variable) {
    return variables.containsKey(variable) ? "'" + variables.get(variable) + "'" : "unset";
  }
}
