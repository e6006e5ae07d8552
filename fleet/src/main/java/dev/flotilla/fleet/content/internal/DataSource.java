package dev.flotilla.fleet.content.internal;

import java.util.Map;

/** A typed value that can stand in for plain data. */
public interface DataSource {
  /** Returns the data. */
  Map<String, Object> data();
}
