package dev.flotilla.stacks.random;

import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** What one seed chooses, in the order in which it is asked. */
final class Choices {
  /** Of seeds that follow each other, {@link Random} gives almost the same first numbers. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final Random random;

  Choices(long seed) {
    this.random = new Random(seed * SPREAD);
  }

  /** Returns true half of the times. */
  boolean maybe() {
    return random.nextBoolean();
  }

  /** Returns true once in {@code times}. */
  boolean onceIn(int times) {
    return random.nextInt(times) == 0;
  }

  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  @SafeVarargs
  final <T> T oneOf(T... values) {
    return values[random.nextInt(values.length)];
  }

  <T> T of(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  <E extends Enum<E>> E of(Class<E> type) {
    return oneOf(type.getEnumConstants());
  }

  /** Returns {@code value}, half of the times with a change. */
  <T> T sometimes(T value, UnaryOperator<T> change) {
    return maybe() ? change.apply(value) : value;
  }

  /** Returns {@code value}, once in six times with a change. */
  <T> T rarely(T value, UnaryOperator<T> change) {
    return onceIn(6) ? change.apply(value) : value;
  }
}
