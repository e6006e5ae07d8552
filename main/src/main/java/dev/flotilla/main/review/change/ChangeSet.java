package dev.flotilla.main.review.change;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What changes where, and what is dangerous about it.
 *
 * @param comparisons what was compared with what
 * @param dangers the worst first
 * @param newClusters the clusters of which there was nothing before
 * @param removedClusters the clusters of which there is nothing any more
 * @param changes of the objects that Flux applies, by object and field; those of new and removed
 *     clusters too
 * @param plans what changes of the stacks of clusters
 * @param unchanged the stacks that were not planned, because nothing of them has changed
 * @param notCompared what could not be compared
 */
public record ChangeSet(
    List<Comparison> comparisons,
    List<Danger> dangers,
    List<String> newClusters,
    List<String> removedClusters,
    List<Change> changes,
    List<StackPlan> plans,
    List<UnchangedStack> unchanged,
    List<NotCompared> notCompared) {
  /** Nothing was compared. */
  public static final ChangeSet EMPTY =
      new ChangeSet(
          List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  public ChangeSet {
    comparisons = List.copyOf(comparisons);
    dangers = List.copyOf(dangers);
    newClusters = List.copyOf(newClusters);
    removedClusters = List.copyOf(removedClusters);
    changes = List.copyOf(changes);
    plans = List.copyOf(plans);
    unchanged = List.copyOf(unchanged);
    notCompared = List.copyOf(notCompared);
  }

  /** Returns whether something is known to change. */
  public boolean hasChanges() {
    return hasArtifactChanges() || plans.stream().anyMatch(StackPlan::hasChanges);
  }

  /** Returns whether something of the fleet artifact is known to change. */
  public boolean hasArtifactChanges() {
    return !changes.isEmpty() || !newClusters.isEmpty() || !removedClusters.isEmpty();
  }

  /** Returns this with what it was compared with, and what could not be compared. */
  public ChangeSet comparedWith(List<Comparison> references, List<NotCompared> others) {
    return new ChangeSet(
        references, dangers, newClusters, removedClusters, changes, plans, unchanged, others);
  }

  /**
   * Returns this with stacks: the plans, those that were not planned, what is dangerous about them,
   * and those that failed.
   */
  public ChangeSet with(
      List<StackPlan> planned,
      List<UnchangedStack> notPlanned,
      List<Danger> dangersOfStacks,
      List<NotCompared> failed) {
    List<Danger> allDangers = new ArrayList<>(dangers);
    allDangers.addAll(dangersOfStacks);
    allDangers.sort(Comparator.comparing(Danger::kind));
    List<NotCompared> allFailed = new ArrayList<>(notCompared);
    allFailed.addAll(failed);
    return new ChangeSet(
        comparisons,
        allDangers,
        newClusters,
        removedClusters,
        changes,
        planned,
        notPlanned,
        allFailed);
  }

  /** Returns the changes of each object, in the order of the objects. */
  public Map<ObjectKey, List<Change>> byObject() {
    Map<ObjectKey, List<Change>> objects = new LinkedHashMap<>();
    changes.forEach(
        change ->
            objects.computeIfAbsent(change.object(), unknown -> new ArrayList<>()).add(change));
    return objects;
  }
}
