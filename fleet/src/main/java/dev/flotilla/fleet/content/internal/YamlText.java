package dev.flotilla.fleet.content.internal;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.AnchorNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads one YAML document of a user. A scalar that YAML 1.1, which Helm and Kubernetes read, and
 * YAML 1.2 read differently is refused.
 */
public final class YamlText {
  /** Far above what anybody writes by hand; aliases can stand for billions. */
  private static final int MAX_NODES = 100_000;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setSchema(new CoreSchema()).setAllowDuplicateKeys(false).build();

  private final String what;
  private int nodes;

  private YamlText(String what) {
    this.what = what;
  }

  /**
   * Returns the map that {@code text} holds.
   *
   * @param what the text as messages name it
   */
  public static Map<String, Object> map(String what, String text) {
    YamlText reader = new YamlText(what);
    Node root = reader.root(text);
    if (!(root instanceof MappingNode map)) {
      throw new IllegalArgumentException(
          what + " must be a map in YAML, got something else; write 'key: value' lines");
    }
    return reader.map(map);
  }

  private Node root(String text) {
    List<Node> documents = new ArrayList<>();
    try {
      new Compose(SETTINGS).composeAllFromString(text).forEach(documents::add);
    } catch (MarkedYamlEngineException e) {
      throw new IllegalArgumentException(
          "%s must be YAML, got '%s'%s; correct it"
              .formatted(what, firstLine(e.getProblem()), place(e.getProblemMark())));
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException(
          "%s must be YAML, got '%s'; correct it".formatted(what, firstLine(e.getMessage())));
    }
    if (documents.size() != 1) {
      throw new IllegalArgumentException(
          "%s must be one YAML document, got %d; write one".formatted(what, documents.size()));
    }
    return documents.get(0);
  }

  private static String firstLine(@Nullable String text) {
    return String.valueOf(text).lines().findFirst().orElse("");
  }

  private Map<String, Object> map(MappingNode node) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      Node key = tuple.getKeyNode();
      if (!(scalar(key) instanceof String name)) {
        throw refused(key, "have keys that are strings", ((ScalarNode) key).getValue(), "quote it");
      }
      if (map.containsKey(name)) {
        throw refused(key, "have each key once", name, "remove one");
      }
      map.put(name, value(tuple.getValueNode()));
    }
    return map;
  }

  private @Nullable Object value(Node node) {
    if (node.isRecursive() || ++nodes > MAX_NODES) {
      throw refused(node, "have at most " + MAX_NODES + " values", "more", "use no aliases");
    }
    if (node instanceof AnchorNode alias) {
      return value(alias.getRealNode());
    }
    if (node instanceof MappingNode map) {
      requireTag(node, Tag.MAP);
      return map(map);
    }
    if (node instanceof SequenceNode sequence) {
      requireTag(node, Tag.SEQ);
      List<@Nullable Object> list = new ArrayList<>();
      sequence.getValue().forEach(item -> list.add(value(item)));
      return list;
    }
    return scalar(node);
  }

  /** No key can be anything else, by the settings. */
  private @Nullable Object scalar(Node node) {
    ScalarNode scalar = (ScalarNode) node;
    String text = scalar.getValue();
    if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
      return text;
    }
    requireOneMeaning(node, text);
    Tag tag = node.getTag();
    if (tag.equals(Tag.NULL)) {
      return null;
    }
    if (tag.equals(Tag.BOOL)) {
      return Boolean.valueOf(text);
    }
    if (tag.equals(Tag.INT)) {
      return integer(text);
    }
    if (tag.equals(Tag.FLOAT)) {
      return Double.valueOf(text);
    }
    requireTag(node, Tag.STR);
    return text;
  }

  private void requireTag(Node node, Tag tag) {
    if (!node.getTag().equals(tag)) {
      throw refused(node, "have no tags", node.getTag().getValue(), "remove it");
    }
  }

  private void requireOneMeaning(Node node, String text) {
    Optional<String> remedy = PlainScalar.remedy(text);
    if (remedy.isPresent()) {
      throw refused(
          node, "have values that every YAML reader takes for the same", text, remedy.get());
    }
  }

  private static Number integer(String text) {
    BigInteger number = new BigInteger(text);
    if (number.bitLength() < Integer.SIZE) {
      return number.intValue();
    }
    return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
  }

  private IllegalArgumentException refused(Node node, String rule, String value, String remedy) {
    return new IllegalArgumentException(
        "%s must %s, got '%s'%s; %s"
            .formatted(what, rule, value, place(node.getStartMark()), remedy));
  }

  private static String place(Optional<Mark> mark) {
    return mark.map(at -> " in line " + (at.getLine() + 1)).orElse("");
  }
}
