package dev.flotilla.tests.harness;

import java.util.Map;
import java.util.TreeMap;

/**
 * A class with a fleet, and the system properties that it reads when it builds that.
 *
 * @param name the class, whose method {@code fleet} builds the fleet
 */
record WarmFleet(String name, Map<String, String> properties) {
  /** Reads properties as {@code name=value}, whose names begin with {@code fleet.} elsewhere. */
  static WarmFleet of(String name, String... properties) {
    Map<String, String> all = new TreeMap<>();
    for (String property : properties) {
      int end = property.indexOf('=');
      all.put("fleet." + property.substring(0, end), property.substring(end + 1));
    }
    return new WarmFleet(name, all);
  }

  /** Returns what gives a JVM those properties. */
  String[] options() {
    return properties.entrySet().stream()
        .map(property -> "-D" + property.getKey() + "=" + property.getValue())
        .toArray(String[]::new);
  }
}
