package dev.flotilla.d2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.stacks.FleetApp;
import dev.flotilla.stacks.FleetAppProps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The d2 fleet yields, value by value, what the d2 reference architecture yields, but for what
 * docs/differences.md lists.
 */
class D2ParityTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path DIFFERENCES =
      Path.of(System.getProperty("basedir", ""), "..", "docs", "differences.md");

  @TempDir static Path output;

  @BeforeAll
  static void synthesize() {
    new FleetApp(D2Fleet.fleet(), FleetAppProps.of(output)).synth();
  }

  @ParameterizedTest
  @EnumSource
  void differsOnlyInWhatTheDocumentLists(D2Facts facts) throws IOException {
    SortedMap<String, JsonNode> theirs = byId(D2Reference.objects(facts));
    SortedMap<String, JsonNode> ours = byId(rendered(facts.cluster));

    SortedSet<String> found = differences(theirs, ours);
    List<String> listed = listed(facts.cluster);

    assertThat(found)
        .as(
            "what D2Fleet renders beside the d2 reference architecture; docs/differences.md lists it")
        .allMatch(difference -> listed.stream().anyMatch(row -> lists(row, difference)));
    assertThat(listed)
        .as("rows of docs/differences.md that D2Fleet does not differ in any more")
        .allMatch(row -> found.stream().anyMatch(difference -> lists(row, difference)));
  }

  /** Returns {@code Kind/name field}, or {@code Kind/name} for an object of one side only. */
  private static SortedSet<String> differences(
      SortedMap<String, JsonNode> theirs, SortedMap<String, JsonNode> ours) {
    SortedSet<String> differences = new TreeSet<>();
    SortedSet<String> ids = new TreeSet<>(theirs.keySet());
    ids.addAll(ours.keySet());
    for (String id : ids) {
      String name = id.replaceFirst(" .*/", "/");
      if (theirs.containsKey(id) && ours.containsKey(id)) {
        compare(name + " ", theirs.get(id), ours.get(id), differences);
      } else {
        differences.add(name);
      }
    }
    return differences;
  }

  private static void compare(
      String path, JsonNode theirs, JsonNode ours, SortedSet<String> differences) {
    if (!theirs.isObject() || !ours.isObject()) {
      if (!theirs.equals(ours)) {
        differences.add(path);
      }
      return;
    }
    Set<String> fields = new TreeSet<>();
    theirs.fieldNames().forEachRemaining(fields::add);
    ours.fieldNames().forEachRemaining(fields::add);
    for (String field : fields) {
      String below = path.endsWith(" ") ? path + field : path + "." + field;
      compare(below, theirs.path(field), ours.path(field), differences);
    }
  }

  /** Whether a row lists a difference; one without a name does so for every name. */
  private static boolean lists(String row, String difference) {
    return row.equals(difference) || row.equals(difference.replaceFirst("/[^ ]*", ""));
  }

  /** Reads the rows {@code | cluster, cluster | `Kind/name field` | … |} of the table. */
  private static List<String> listed(String cluster) throws IOException {
    List<String> listed = new ArrayList<>();
    for (String line : Files.readAllLines(DIFFERENCES)) {
      String[] cells = line.split("\\|", -1);
      if (cells.length > 3 && cells[2].contains("`") && isFor(cluster, cells[1].strip())) {
        listed.add(cells[2].strip().replace("`", ""));
      }
    }
    return listed;
  }

  private static boolean isFor(String cluster, String clusters) {
    return clusters.equals("all") || List.of(clusters.split(", ")).contains(cluster);
  }

  private static SortedMap<String, JsonNode> byId(List<JsonNode> objects) {
    SortedMap<String, JsonNode> byId = new TreeMap<>();
    for (JsonNode object : objects) {
      JsonNode metadata = object.get("metadata");
      String id =
          object.get("kind").textValue()
              + " "
              + metadata.path("namespace").asText("")
              + "/"
              + metadata.get("name").textValue();
      assertThat(byId.put(id, object)).as(id).isNull();
    }
    return byId;
  }

  /** Returns the objects of a cluster, those of its ResourceSets too. */
  private static List<JsonNode> rendered(String cluster) throws IOException {
    List<JsonNode> objects = new ArrayList<>();
    for (String folder : List.of("clusters", "tenants")) {
      Path root = output.resolve("fleet").resolve(folder).resolve(cluster);
      if (Files.exists(root)) {
        try (Stream<Path> files = Files.walk(root).filter(Files::isRegularFile)) {
          for (Path file : files.toList()) {
            addDocuments(Files.readString(file), objects);
          }
        }
      }
    }
    return objects;
  }

  private static void addDocuments(String text, List<JsonNode> objects) {
    for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(text)) {
      JsonNode object = JSON.valueToTree(document);
      objects.add(object);
      if (object.get("kind").textValue().equals("ResourceSet")) {
        ((ObjectNode) object.get("spec")).remove("resources").forEach(objects::add);
      }
      parse(object.path("data"), "values.yaml");
      object.at("/spec/kustomize/patches").forEach(patch -> parse(patch, "patch"));
    }
  }

  /** YAML in a text is compared by value, too. */
  private static void parse(JsonNode parent, String field) {
    if (parent.has(field)) {
      Load load = new Load(LoadSettings.builder().build());
      Object value = load.loadFromString(parent.get(field).textValue());
      ((ObjectNode) parent).set(field, JSON.valueToTree(value));
    }
  }
}
