package dev.flotilla.main.json;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A part of JSON that another program has written. A field that is null counts as absent. A part of
 * another type than the requested one is a failure, which names its place and never its value: it
 * may be a secret.
 */
public final class ForeignJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // Jackson's own messages are not shown, nor is what it would quote in them.
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private final JsonNode node;
  private final String place;
  private final Function<String, Failure> malformed;

  private ForeignJson(JsonNode node, String place, Function<String, Failure> malformed) {
    this.node = node;
    this.place = place;
    this.malformed = malformed;
  }

  /**
   * Reads an object; an empty text is an object without fields.
   *
   * @param malformed creates the failure for a text that is no such JSON; it gets {@code " at
   *     '…'"}, or an empty text if the whole is meant
   */
  public static ForeignJson parse(byte[] text, Function<String, Failure> malformed) {
    try {
      return new ForeignJson(JSON.readTree(text), "", malformed).object();
    } catch (IOException e) {
      throw malformed.apply("");
    }
  }

  /** Reads an object, as {@link #parse(byte[], Function)} does. */
  public static ForeignJson parse(String text, Function<String, Failure> malformed) {
    return parse(text.getBytes(StandardCharsets.UTF_8), malformed);
  }

  /**
   * Reads a file, as {@link #parse(byte[], Function)} does; one that cannot be read is not JSON.
   */
  public static ForeignJson read(Path file, Function<String, Failure> malformed) {
    byte[] text;
    try {
      text = Files.readAllBytes(file);
    } catch (IOException e) {
      throw malformed.apply("");
    }
    return parse(text, malformed);
  }

  private ForeignJson object() {
    if (isAbsent()) {
      return new ForeignJson(JsonNodeFactory.instance.objectNode(), place, malformed);
    }
    if (!node.isObject()) {
      throw refused();
    }
    return this;
  }

  private boolean isAbsent() {
    return node.isMissingNode() || node.isNull();
  }

  private Failure refused() {
    return malformed.apply(place.isEmpty() ? "" : " at '" + place + "'");
  }

  private ForeignJson field(String name) {
    // A URL as a name may hold a login.
    String shown = name.replaceFirst("//[^/@]*@", "//");
    return new ForeignJson(
        node.path(name), place.isEmpty() ? shown : place + "." + shown, malformed);
  }

  /** Returns the names of the fields that are there, in their order. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    names.removeIf(name -> node.path(name).isNull());
    return names;
  }

  /** Returns an object; one without fields if it is not there. */
  public ForeignJson object(String name) {
    return field(name).object();
  }

  /** Returns the objects in a list; none if it is not there. */
  public List<ForeignJson> objects(String name) {
    return list(name).stream().map(ForeignJson::object).toList();
  }

  /** Returns the texts in a list; none if it is not there. */
  public List<String> texts(String name) {
    return list(name).stream().map(ForeignJson::text).toList();
  }

  private List<ForeignJson> list(String name) {
    ForeignJson list = field(name);
    if (!list.isAbsent() && !list.node.isArray()) {
      throw list.refused();
    }
    List<ForeignJson> entries = new ArrayList<>();
    for (JsonNode entry : list.node) {
      entries.add(
          new ForeignJson(entry, "%s[%d]".formatted(list.place, entries.size()), malformed));
    }
    return entries;
  }

  /** Returns a text; the empty one if it is not there. */
  public String text(String name) {
    return field(name).text();
  }

  private String text() {
    if (isAbsent()) {
      return "";
    }
    if (!node.isTextual()) {
      throw refused();
    }
    return node.textValue();
  }

  /** Returns whether a field is true; it is not if it is not there. */
  public boolean isTrue(String name) {
    ForeignJson flag = field(name);
    if (!flag.isAbsent() && !flag.node.isBoolean()) {
      throw flag.refused();
    }
    return flag.node.asBoolean();
  }

  /** Returns the failure of a field whose text is malformed. */
  public Failure refused(String name) {
    return field(name).refused();
  }

  /** Returns a whole number, or {@code otherwise} if it is not there. */
  public long number(String name, long otherwise) {
    ForeignJson number = field(name);
    if (number.isAbsent()) {
      return otherwise;
    }
    if (!number.node.canConvertToExactIntegral() || !number.node.canConvertToLong()) {
      throw number.refused();
    }
    return number.node.longValue();
  }

  /** Returns a copy of all of it, whatever its fields are. */
  public ObjectNode copy() {
    return node.deepCopy();
  }
}
