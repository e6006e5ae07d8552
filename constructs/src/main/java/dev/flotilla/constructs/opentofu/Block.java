package dev.flotilla.constructs.opentofu;

import java.util.Map;
import java.util.TreeMap;

/** A block of OpenTofu's JSON. */
final class Block {
  private Block() {}

  /** Puts a value; each dot in its name stands for a nested block. */
  @SuppressWarnings("unchecked") // only this method creates nested blocks, with names as keys
  static void put(Map<String, Object> block, String name, Object value) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      block.put(name, value);
    } else {
      Object inner =
          block.computeIfAbsent(name.substring(0, dot), any -> new TreeMap<String, Object>());
      put((Map<String, Object>) inner, name.substring(dot + 1), value);
    }
  }
}
