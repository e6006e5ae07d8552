package dev.flotilla.main.opentofu;

import dev.flotilla.main.opentofu.run.Event;

/**
 * What a plan does to a resource.
 *
 * @param action in OpenTofu's words; {@code forget} for one that is only removed from the state
 */
public record PlannedChange(String action, String address) {
  /** OpenTofu calls it removed, and means from the state. */
  static PlannedChange of(Event event) {
    return new PlannedChange(
        event.action().equals("remove") ? "forget" : event.action(), event.address());
  }

  /** Reads what {@link #toString} returns. */
  static PlannedChange parse(String text) {
    int space = text.indexOf(' ');
    return new PlannedChange(text.substring(0, Math.max(space, 0)), text.substring(space + 1));
  }

  /** Returns whether the resource is created, anew or for the first time. */
  boolean isCreated() {
    return action.equals("create") || action.equals("replace");
  }

  /** Returns whether the resource is deleted, or replaced by another. */
  public boolean isDestroyed() {
    return action.equals("delete") || isReplaced();
  }

  /** Returns whether it is replaced by another. */
  public boolean isReplaced() {
    return action.equals("replace");
  }

  /** Returns for example {@code create kubernetes_namespace_v1.flux_system}. */
  @Override
  public String toString() {
    return action + " " + address;
  }
}
