package dev.flotilla.main.review.change;

import java.util.List;

/**
 * What OpenTofu would do to a cluster's stack.
 *
 * @param hasChanges whether a deploy would change anything
 * @param resources what it does to which, each as {@code create kubernetes_namespace_v1.x}
 * @param lines the plan, for people to read
 */
public record StackPlan(
    String cluster, boolean hasChanges, List<String> resources, List<String> lines) {
  public StackPlan {
    resources = List.copyOf(resources);
    lines = List.copyOf(lines);
  }
}
