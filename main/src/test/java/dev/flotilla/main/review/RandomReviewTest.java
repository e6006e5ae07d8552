package dev.flotilla.main.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.fixture.Rendering;
import dev.flotilla.fleet.fixture.random.RandomFleet;
import dev.flotilla.main.review.artifact.ArtifactFiles;
import dev.flotilla.main.review.change.Change;
import dev.flotilla.main.review.change.ChangeSet;
import dev.flotilla.main.review.change.FieldPath;
import dev.flotilla.main.review.change.ObjectKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The grouped changes of random fleets, applied to each cluster's old objects, give its new ones:
 * nothing is missed, and nothing is invented.
 */
class RandomReviewTest {
  /** All of them are tried by {@code make campaigns}. */
  private static final int CHANGES = Integer.getInteger("review.changes", 20);

  /** Fields by whose values the items of lists are known, the first of which each must have. */
  private static final List<List<String>> KEYS =
      List.of(
          List.of("name", "kind", "namespace"),
          List.of("mountPath"),
          List.of("devicePath"),
          List.of("containerPort", "protocol"),
          List.of("port", "protocol"));

  static Stream<Integer> seeds() {
    return Stream.iterate(0, seed -> seed + 1).limit(CHANGES);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void changesTurnTheOldObjectsOfEachClusterIntoItsNewOnes(int seed) {
    Random random = new Random(seed);
    ArtifactFiles before = rendered(seed);
    ArtifactFiles after =
        random.nextInt(5) == 0
            ? rendered(seed + 1_000)
            : new RandomChange(random).of(before, 1 + random.nextInt(4));

    ChangeSet set = FleetReview.compare(before, after, List.of());

    Set<String> clusters = new TreeSet<>(before.clusters().keySet());
    clusters.addAll(after.clusters().keySet());
    for (String cluster : clusters) {
      Map<ObjectKey, Applied> objects = hidden(before, cluster);
      set.changes().stream()
          .filter(change -> change.clusters().contains(cluster))
          .forEach(change -> apply(objects, change));
      assertThat(canonical(objects)).isEqualTo(canonical(hidden(after, cluster)));
    }
    assertThat(set.hasChanges()).isEqualTo(!Applied.of(before).equals(Applied.of(after)));
    assertGrouped(set.changes());
  }

  private static ArtifactFiles rendered(int seed) {
    Fleet fleet = RandomFleet.of(seed);
    return ArtifactFiles.of(
        fleet.clusters().stream().map(cluster -> Rendering.of(fleet, cluster)).toList());
  }

  private static Map<ObjectKey, Applied> hidden(ArtifactFiles files, String cluster) {
    Map<ObjectKey, Applied> objects = Applied.of(files.of(cluster));
    objects.replaceAll((key, object) -> object.hidden());
    return objects;
  }

  private static void assertGrouped(List<Change> changes) {
    Set<Change> seen = new HashSet<>();
    for (Change change : changes) {
      assertThat(seen.add(change.on(List.of()))).as("%s is there twice", change).isTrue();
      assertThat(change.clusters()).doesNotHaveDuplicates().isNotEmpty();
    }
  }

  private static void apply(Map<ObjectKey, Applied> objects, Change change) {
    if (!change.object().kind().equals("Secret")) {
      assertThat(change.before()).isNotEqualTo(change.after());
    }
    Applied object = objects.get(change.object());
    if (change.isNew()) {
      assertThat(object).isNull();
      objects.put(change.object(), new Applied(change.holder(), change.after()));
    } else if (change.isRemoved()) {
      assertThat(change.before()).isEqualTo(object.content());
      objects.remove(change.object());
    } else if (change.path().equals(FieldPath.APPLIED_BY)) {
      assertThat(change.before().asText()).isEqualTo(object.holder());
      objects.put(change.object(), new Applied(change.after().asText(), object.content()));
    } else {
      JsonNode content = object.content().deepCopy();
      apply(content, change);
      objects.put(change.object(), new Applied(object.holder(), content));
    }
  }

  private static void apply(JsonNode content, Change change) {
    List<String> steps = change.path().steps();
    JsonNode parent = content;
    for (String step : steps.subList(0, steps.size() - 1)) {
      parent = child(parent, step);
    }
    String last = steps.get(steps.size() - 1);
    JsonNode old = child(parent, last);
    assertThat(old).as("%s", change).isEqualTo(change.before());
    if (parent instanceof ObjectNode object) {
      if (change.after().isMissingNode()) {
        object.remove(last.substring(1));
      } else {
        object.set(last.substring(1), change.after());
      }
    } else {
      ArrayNode list = (ArrayNode) parent;
      if (old.isMissingNode()) {
        list.add(change.after());
      } else if (change.after().isMissingNode()) {
        list.remove(index(list, last));
      } else {
        list.set(index(list, last), change.after());
      }
    }
  }

  private static JsonNode child(JsonNode parent, String step) {
    return parent instanceof ArrayNode list
        ? list.path(index(list, step))
        : parent.path(step.substring(1));
  }

  /** Returns where the item is, or a place behind the end of the list. */
  private static int index(ArrayNode list, String step) {
    String key = step.substring(1, step.length() - 1);
    for (int i = 0; i < list.size(); i++) {
      JsonNode item = list.get(i);
      if (KEYS.stream().anyMatch(fields -> isKnownBy(item, fields, key))) {
        return i;
      }
    }
    return key.matches("\\d+") && list.path(0).isObject() ? Integer.parseInt(key) : list.size();
  }

  private static boolean isKnownBy(JsonNode item, List<String> fields, String key) {
    if (!item.has(fields.get(0))) {
      return false;
    }
    List<String> parts = new ArrayList<>();
    // A kind and a namespace are written before the name.
    Stream<String> order =
        fields.contains("kind") ? Stream.of("kind", "namespace", "name") : fields.stream();
    order.filter(item::has).forEach(field -> parts.add(item.get(field).asText()));
    return String.join("/", parts).equals(key);
  }

  /** Where an item is inserted into a list whose items are known by a key, is not compared. */
  private static String canonical(Map<ObjectKey, Applied> objects) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(objects)
        .forEach(
            (key, object) ->
                text.append(key)
                    .append(' ')
                    .append(object.holder())
                    .append(' ')
                    .append(canonical(object.content()))
                    .append('\n'));
    return text.toString();
  }

  private static String canonical(JsonNode node) {
    if (node.isObject()) {
      SortedMap<String, String> fields = new TreeMap<>();
      node.properties().forEach(field -> fields.put(field.getKey(), canonical(field.getValue())));
      return fields.toString();
    }
    if (node.isArray()) {
      List<String> items = new ArrayList<>();
      node.forEach(item -> items.add(canonical(item)));
      if (node.path(0).isObject()) {
        items.sort(String::compareTo);
      }
      return items.toString();
    }
    return node.toString();
  }
}
