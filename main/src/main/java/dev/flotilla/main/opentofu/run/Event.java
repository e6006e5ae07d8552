package dev.flotilla.main.opentofu.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.main.process.Subprocess;
import java.util.Optional;

/**
 * A line of OpenTofu's machine-readable output.
 *
 * @param type for example {@code planned_change} or {@code apply_complete}
 * @param message the text for people
 * @param address the resource it is about, or empty
 * @param action what is done to the resource, for example {@code create}, or empty
 * @see <a href="https://opentofu.org/docs/internals/machine-readable-ui/">OpenTofu's
 *     description</a>
 */
public record Event(
    String type, String message, String address, String action, Optional<Diagnostic> diagnostic) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Returns the event on {@code line}; text that is no event becomes one of type {@code text}. */
  public static Event parse(String line) {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return text(line);
    }
    return node.isObject() ? of(node) : text(line);
  }

  /** Returns whether it reports that a signal has reached OpenTofu. */
  public boolean isInterruption() {
    return message.contains(Subprocess.SIGNAL_RECEIVED);
  }

  private static Event of(JsonNode node) {
    JsonNode subject = node.has("change") ? node.path("change") : node.path("hook");
    return new Event(
        node.path("type").asText(),
        node.path("@message").asText(),
        subject.path("resource").path("addr").asText(),
        subject.path("action").asText(),
        diagnostic(node.path("diagnostic")));
  }

  private static Optional<Diagnostic> diagnostic(JsonNode node) {
    return node.isObject()
        ? Optional.of(
            new Diagnostic(
                node.path("severity").asText().equals("error"),
                node.path("address").asText(),
                node.path("summary").asText(),
                node.path("detail").asText()))
        : Optional.empty();
  }

  private static Event text(String line) {
    return new Event("text", line, "", "", Optional.empty());
  }
}
