package dev.flotilla.main.opentofu;

import dev.flotilla.main.opentofu.run.RunResult;
import dev.flotilla.main.process.PrivateFile;
import java.nio.file.Path;
import java.util.List;

/** A saved plan, removed when closed. */
public final class Plan implements AutoCloseable {
  private final Path file;
  private final boolean hasChanges;
  private final String summary;
  private final List<PlannedChange> changes;

  Plan(Path file, boolean hasChanges, String summary, List<PlannedChange> changes) {
    this.file = file;
    this.hasChanges = hasChanges;
    this.summary = summary;
    this.changes = List.copyOf(changes);
  }

  /** The plan that was saved to {@code file} by a run with this outcome. */
  public Plan(Path file, RunResult outcome) {
    this(
        file,
        outcome.hasChanges(),
        outcome.summary("Plan: "),
        outcome.changes().stream().map(PlannedChange::of).toList());
  }

  Path file() {
    return file;
  }

  /** Returns whether an apply of the plan would change anything. */
  public boolean hasChanges() {
    return hasChanges;
  }

  /** Returns how many resources it changes, in OpenTofu's words. */
  public String summary() {
    return summary;
  }

  /** Returns what it does to which resource, each as {@code create kubernetes_namespace_v1.x}. */
  public List<String> changes() {
    return changes.stream().map(PlannedChange::toString).toList();
  }

  /** Returns the addresses of the resources that it deletes. */
  public List<String> deletions() {
    return changes.stream()
        .filter(change -> change.action().equals("delete"))
        .map(PlannedChange::address)
        .toList();
  }

  /** Returns whether it creates the resource, anew or for the first time. */
  boolean creates(String address) {
    return changes.stream()
        .filter(change -> change.address().equals(address))
        .anyMatch(PlannedChange::isCreated);
  }

  @Override
  public void close() {
    PrivateFile.delete(file);
  }
}
