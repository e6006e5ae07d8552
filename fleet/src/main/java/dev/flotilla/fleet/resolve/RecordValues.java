package dev.flotilla.fleet.resolve;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** Reads records of any type and visibility. */
public final class RecordValues {
  private RecordValues() {}

  /** Returns the value that {@code fields} has of one of its components. */
  public static @Nullable Object read(Record fields, RecordComponent component) {
    try {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(fields);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
