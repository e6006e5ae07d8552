package dev.flotilla.fleet.sigstore;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A kind of file that a command of cosign creates, and what must be in it.
 *
 * @param what what users call it
 * @param command what creates it
 */
record CosignFile(String what, String command, String mediaType, List<Part> parts) {
  /**
   * A list of which one entry at least must be usable.
   *
   * @param field where the list is
   * @param what what users call an entry
   * @param option what adds one
   */
  record Part(String field, String what, String option, Predicate<JsonNode> usable) {
    private boolean isMissing(JsonNode file) {
      for (JsonNode entry : file.path(field)) {
        if (usable.test(entry)) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * A Secret with it is in the ResourceSet of each component and tenant, and an object may have 1.5
   * MiB. That of the public Sigstore, with all its former authorities, has 8 KiB.
   */
  private static final int MAX_LENGTH = 64 * 1024;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** One entry a line, so that a review shows what was added. */
  private static final ObjectWriter WRITER =
      JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

  /** Returns {@code text} as each file of this kind is written, or refuses it. */
  String checked(String text) {
    JsonNode file = parse(text);
    String type = file.path("mediaType").asText();
    if (!type.equals(mediaType)) {
      throw new IllegalArgumentException(
          "%s must have the media type '%s', got '%s'; create it with '%s'"
              .formatted(what, mediaType, type, command));
    }
    List<Part> missing = parts.stream().filter(part -> part.isMissing(file)).toList();
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "%s must have %s, got one without %s; create it again with '%s %s'"
              .formatted(
                  what,
                  joined(parts, " and ", part -> part.what),
                  joined(missing, " and ", part -> part.what),
                  command,
                  joined(missing, " ", part -> part.option + " …")));
    }
    return write(file);
  }

  private JsonNode parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "%s must have at most %d characters, got %d; drop what no signature needs any more"
              .formatted(what, MAX_LENGTH, text.length()));
    }
    try {
      JsonNode file = JSON.readTree(text);
      if (file.isObject()) {
        return file;
      }
    } catch (JsonProcessingException e) {
      // Refused below; its message would show the text.
    }
    throw new IllegalArgumentException(
        "%s must be a JSON object, got another text; create it with '%s'".formatted(what, command));
  }

  private static String write(JsonNode file) {
    try {
      return WRITER.writeValueAsString(file) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String joined(List<Part> parts, String between, Function<Part, String> word) {
    return parts.stream().map(word).collect(Collectors.joining(between));
  }
}
