package dev.flotilla.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.fixture.random.RandomFleet;
import dev.flotilla.fleet.resolve.RecordValues;
import dev.flotilla.fleet.resolve.ResolvedCluster;
import dev.flotilla.fleet.resolve.ResolvedFleet;
import dev.flotilla.stacks.output.Fingerprint;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
  private static final int FLEETS = 20;

  @TempDir private Path folder;

  @Test
  void fingerprintIsEqualForEqualValues() {
    for (int seed = 0; seed < FLEETS; seed++) {
      assertThat(of(RandomFleet.of(seed))).isEqualTo(of(RandomFleet.of(seed)));
    }
  }

  /**
   * Each leaf of the values is replaced by another, one by one, whether a rule allows it or not.
   */
  @Test
  void changesWithEachValue() {
    int changed = 0;
    for (int seed = 0; seed < FLEETS; seed++) {
      for (ResolvedCluster cluster : ResolvedFleet.of(RandomFleet.of(seed)).clusters()) {
        StackValues props = StackValues.of(cluster);
        String before = Fingerprint.of(props);
        for (Object other : variants(props)) {
          assertThat(Fingerprint.of(other)).as(other.toString()).isNotEqualTo(before);
          changed++;
        }
      }
    }
    assertThat(changed).isGreaterThan(1000);
  }

  @Test
  void distinguishesValuesThatAreGroupedDifferently() {
    assertThat(Fingerprint.of("ab", "c")).isNotEqualTo(Fingerprint.of("a", "bc"));
    assertThat(Fingerprint.of(List.of("a"), "b")).isNotEqualTo(Fingerprint.of(List.of("a", "b")));
    assertThat(Fingerprint.of(Optional.empty())).isNotEqualTo(Fingerprint.of(List.of()));
    assertThat(Fingerprint.of(1)).isNotEqualTo(Fingerprint.of(1L));
    assertThat(Fingerprint.of("1")).isNotEqualTo(Fingerprint.of(1));
    assertThat(Fingerprint.of("\ud83d")).isNotEqualTo(Fingerprint.of("?"));
  }

  @Test
  void changesWithTheFilesOfAFolder() throws IOException {
    Path chart = Files.createDirectories(folder.resolve("chart/templates"));
    String empty = Fingerprint.of(folder);
    Files.writeString(chart.resolve("a.yaml"), "a");
    String one = Fingerprint.of(folder);
    Files.writeString(chart.resolve("a.yaml"), "b");

    assertThat(List.of(empty, one, Fingerprint.of(folder))).doesNotHaveDuplicates();
  }

  @Test
  void refusesATypeThatItDoesNotKnow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fingerprint.of(new BitSet()))
        .withMessage(
            "a stack's values must be of types that can be compared, got 'java.util.BitSet'; use texts, numbers, records and collections of these");
  }

  private static List<String> of(dev.flotilla.fleet.Fleet fleet) {
    return ResolvedFleet.of(fleet).clusters().stream()
        .map(cluster -> Fingerprint.of(StackValues.of(cluster)))
        .toList();
  }

  /** Returns copies of {@code value}, in each of which one leaf is another. */
  private static List<Object> variants(Object value) {
    List<Object> variants = new ArrayList<>();
    if (value instanceof String text) {
      variants.add(text + "x");
    } else if (value instanceof Boolean flag) {
      variants.add(!flag);
    } else if (value instanceof Integer number) {
      variants.add(number + 1);
    } else if (value instanceof Long number) {
      variants.add(number + 1);
    } else if (value instanceof Enum<?> constant) {
      Arrays.stream(constant.getDeclaringClass().getEnumConstants())
          .filter(other -> other != constant)
          .forEach(variants::add);
    } else if (value instanceof URI uri) {
      variants.add(URI.create(uri + "x"));
    } else if (value instanceof Duration duration) {
      variants.add(duration.plusSeconds(1));
    } else if (value instanceof Path path) {
      variants.add(path.resolve("x"));
    } else if (value instanceof Optional<?> optional) {
      optional.ifPresent(
          present -> {
            variants.add(Optional.empty());
            variants(present).forEach(other -> variants.add(Optional.of(other)));
          });
    } else if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, child) -> variants(child).forEach(other -> variants.add(with(map, key, other))));
    } else if (value instanceof Collection<?> items) {
      List<Object> all = new ArrayList<>(items);
      for (int i = 0; i < all.size(); i++) {
        for (Object other : variants(all.get(i))) {
          List<Object> more = new ArrayList<>(all);
          more.set(i, other);
          variants.add(more);
        }
      }
    } else if (value instanceof Record fields) {
      variants.addAll(variants(fields));
    }
    return variants;
  }

  private static Map<Object, Object> with(Map<?, ?> map, Object key, Object value) {
    Map<Object, Object> other = new LinkedHashMap<>(map);
    other.put(key, value);
    return other;
  }

  /** A copy that a rule of the type refuses is none. */
  private static List<Object> variants(Record fields) {
    RecordComponent[] components = fields.getClass().getRecordComponents();
    List<Object> variants = new ArrayList<>();
    for (int i = 0; i < components.length; i++) {
      for (Object other : variants(RecordValues.read(fields, components[i]))) {
        Object[] arguments = new Object[components.length];
        for (int j = 0; j < components.length; j++) {
          arguments[j] =
              j == i ? fitting(other, components[i]) : RecordValues.read(fields, components[j]);
        }
        @Nullable Object copy = copy(fields.getClass(), components, arguments);
        // A rule may also undo the change.
        if (copy != null && !copy.equals(fields)) {
          variants.add(copy);
        }
      }
    }
    return variants;
  }

  private static Object fitting(Object value, RecordComponent component) {
    if (component.getType() == SortedMap.class) {
      return new TreeMap<>((Map<?, ?>) value);
    }
    if (component.getType() == java.util.SortedSet.class) {
      return new java.util.TreeSet<>((Collection<?>) value);
    }
    return component.getType() == java.util.Set.class
        ? new java.util.LinkedHashSet<>((Collection<?>) value)
        : value;
  }

  private static @Nullable Object copy(
      Class<?> type, RecordComponent[] components, Object[] arguments) {
    try {
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
