package dev.flotilla.fleet.content.internal;

import java.util.Map;

/** A typed value that stands for data, within other data. */
public interface DataSource {
  /** Returns the data. */
  Map<String, Object> data();
}
