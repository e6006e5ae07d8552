package dev.flotilla.main.opentofu;

import dev.flotilla.main.opentofu.run.Event;
import dev.flotilla.main.opentofu.run.RunResult;
import dev.flotilla.main.process.PrivateFile;
import java.nio.file.Path;
import java.util.List;

/** A saved plan, removed when closed. */
public final class Plan implements AutoCloseable {
  private final Path file;
  private final RunResult outcome;

  /** The plan that was saved to {@code file} by a run with this outcome. */
  public Plan(Path file, RunResult outcome) {
    this.file = file;
    this.outcome = outcome;
  }

  Path file() {
    return file;
  }

  /** Returns whether an apply of the plan would change anything. */
  public boolean hasChanges() {
    return outcome.hasChanges();
  }

  /** Returns how many resources it changes, in OpenTofu's words. */
  public String summary() {
    return outcome.summary("Plan: ");
  }

  /** Returns what it does to which resource, each as {@code create kubernetes_namespace_v1.x}. */
  public List<String> changes() {
    return outcome.changes().stream().map(event -> PlannedChange.of(event).toString()).toList();
  }

  /** Returns the addresses of the resources that it deletes. */
  public List<String> deletions() {
    return outcome.changes().stream()
        .filter(event -> event.action().equals("delete"))
        .map(Event::address)
        .toList();
  }

  /** Returns whether it creates the resource, anew or for the first time. */
  boolean creates(String address) {
    return outcome.changes().stream()
        .filter(event -> event.address().equals(address))
        .anyMatch(event -> event.action().equals("create") || event.action().equals("replace"));
  }

  @Override
  public void close() {
    PrivateFile.delete(file);
  }
}
