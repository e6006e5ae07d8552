package dev.flotilla.main.publish.content;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * Counts how many nodes a YAML file has once its aliases are written out, without writing them out.
 * Text counts as one node more for each 100 characters.
 */
final class YamlWeight {
  /** API servers take 10,000; what people write stays below 50. */
  static final int MAX_DEPTH = 1000;

  /** Counting stops here. */
  static final long UNCOUNTED = Long.MAX_VALUE / 4;

  private static final int CHARACTERS = 100;

  /** A collection that is not at its end yet. */
  private static final class Open {
    private final Optional<Anchor> anchor;
    private long nodes = 1;

    Open(Optional<Anchor> anchor) {
      this.anchor = anchor;
    }
  }

  private final Map<Anchor, Long> anchored = new HashMap<>();
  private final Deque<Open> open = new ArrayDeque<>();
  private long copied;

  /** Returns for how many nodes its aliases stand. */
  long copied() {
    return copied;
  }

  /** Returns in how many collections we are. */
  int depth() {
    return open.size();
  }

  void add(Event event) {
    if (event instanceof DocumentStartEvent) {
      anchored.clear();
    } else if (event instanceof AliasEvent alias) {
      long nodes = anchored.getOrDefault(alias.getAlias(), 0L);
      copied = sum(copied, nodes);
      count(Optional.empty(), nodes);
    } else if (event instanceof ScalarEvent scalar) {
      count(scalar.getAnchor(), 1 + scalar.getValue().length() / CHARACTERS);
    } else if (event instanceof CollectionStartEvent start) {
      // An alias inside of its own anchor expands without end.
      start.getAnchor().ifPresent(anchor -> anchored.put(anchor, UNCOUNTED));
      open.push(new Open(start.getAnchor()));
    } else if (event instanceof CollectionEndEvent) {
      Open closed = open.pop();
      count(closed.anchor, closed.nodes);
    }
  }

  private void count(Optional<Anchor> anchor, long nodes) {
    anchor.ifPresent(name -> anchored.put(name, nodes));
    if (!open.isEmpty()) {
      open.peek().nodes = sum(open.peek().nodes, nodes);
    }
  }

  private static long sum(long one, long other) {
    return Math.min(one + other, UNCOUNTED);
  }
}
