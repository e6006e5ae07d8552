package dev.flotilla.stacks.random;

import dev.flotilla.fleet.resolve.RecordValues;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The cases of values: each record that may stand for a sealed interface, each constant of an enum,
 * an {@code Optional} that is present, a collection that is not empty, a flag that is set or not.
 */
public final class ValueCases {
  private final SortedSet<String> cases = new TreeSet<>();
  private final SortedSet<String> seen = new TreeSet<>();

  private ValueCases() {}

  /** Returns all cases that a value of {@code type} may consist of. */
  public static SortedSet<String> possible(Class<? extends Record> type) {
    ValueCases all = new ValueCases();
    all.type(type);
    return all.cases;
  }

  /** Returns the cases that {@code value} consists of. */
  public static SortedSet<String> of(Record value) {
    ValueCases all = new ValueCases();
    all.value("", value);
    return all.cases;
  }

  private void type(Type type) {
    if (type instanceof ParameterizedType generic) {
      Stream.of(generic.getActualTypeArguments()).forEach(this::type);
    } else if (type instanceof Class<?> one && seen.add(one.getName())) {
      if (one.isSealed()) {
        Stream.of(one.getPermittedSubclasses()).forEach(this::type);
      } else if (one.isEnum()) {
        Stream.of(one.getEnumConstants()).forEach(value -> cases.add(constant((Enum<?>) value)));
      } else if (one.isRecord()) {
        cases.add(name(one));
        Stream.of(one.getRecordComponents()).forEach(this::component);
      }
    }
  }

  private void component(RecordComponent component) {
    String name = name(component);
    Class<?> type = component.getType();
    if (type == boolean.class) {
      cases.add(name + " = false");
      cases.add(name + " = true");
    } else if (type == Optional.class || isMany(type)) {
      cases.add(name);
    }
    type(component.getGenericType());
  }

  private static boolean isMany(Class<?> type) {
    return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
  }

  private void value(String name, Object value) {
    if (value instanceof Optional<?> optional) {
      optional.ifPresent(present -> each(name, Stream.of(present)));
    } else if (value instanceof Map<?, ?> map) {
      each(name, map.values().stream());
    } else if (value instanceof Collection<?> items) {
      each(name, items.stream());
    } else if (value instanceof Boolean flag) {
      cases.add(name + " = " + flag);
    } else if (value instanceof Enum<?> constant) {
      cases.add(constant(constant));
    } else if (value instanceof Record fields) {
      cases.add(name(fields.getClass()));
      for (RecordComponent component : fields.getClass().getRecordComponents()) {
        value(name(component), RecordValues.read(fields, component));
      }
    }
  }

  private void each(String name, Stream<?> values) {
    for (Object value : values.toList()) {
      cases.add(name);
      value(name, value);
    }
  }

  private static String name(RecordComponent component) {
    return name(component.getDeclaringRecord()) + "." + component.getName();
  }

  private static String constant(Enum<?> value) {
    return name(value.getDeclaringClass()) + "." + value.name();
  }

  private static String name(Class<?> type) {
    return type.getName().replaceFirst("^.*\\.", "").replace('$', '.');
  }
}
