package dev.flotilla.fleet.content.internal;

/** The place of a field in nested data, for messages only. */
public final class FieldPath {
  private FieldPath() {}

  /** Returns the path of {@code key} in the map at {@code path}: a key with dots stays whole. */
  public static String below(String path, String key) {
    if (key.indexOf('.') >= 0 || key.indexOf('/') >= 0) {
      return path + "[" + key + "]";
    }
    return path.isEmpty() ? key : path + "." + key;
  }
}
