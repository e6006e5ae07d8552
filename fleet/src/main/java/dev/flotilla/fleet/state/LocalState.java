package dev.flotilla.fleet.state;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A state in a file.
 *
 * @see State#local
 */
public record LocalState() implements State {
  /**
   * The folder of the files, seen from a stack's folder {@code <output>/stacks/<cluster>}: beside
   * the output, which may be thrown away, and the same text wherever the output is.
   */
  private static final String FOLDER = "../../../.flotilla/state/";

  /** Returns the file of the state of that name. */
  public String path(String name) {
    return FOLDER + name + ".tfstate";
  }

  @Override
  public String type() {
    return "local";
  }

  @Override
  public SortedMap<String, Object> attributes(String name) {
    SortedMap<String, Object> attributes = new TreeMap<>();
    attributes.put("path", path(name));
    return attributes;
  }
}
