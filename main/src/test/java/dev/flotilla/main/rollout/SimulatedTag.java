package dev.flotilla.main.rollout;

import java.util.ArrayList;
import java.util.List;

/** A tag with its history: some registries answer for a while with what was there before. */
final class SimulatedTag<T> {
  private record Entry<T>(long since, T value) {}

  private final List<Entry<T>> history = new ArrayList<>();

  SimulatedTag(T value) {
    history.add(new Entry<>(Long.MIN_VALUE, value));
  }

  void set(long second, T value) {
    if (!value().equals(value)) {
      history.add(new Entry<>(second, value));
    }
  }

  /** Returns what it is at. */
  T value() {
    return history.get(history.size() - 1).value();
  }

  /** Returns what it was at. */
  T value(long second) {
    for (int i = history.size() - 1; i > 0; i--) {
      if (history.get(i).since() <= second) {
        return history.get(i).value();
      }
    }
    return history.get(0).value();
  }
}
