package dev.flotilla.main.opentofu.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** What OpenTofu 1.12.6 has printed for a deployed cluster, shortened to what is read of it. */
public final class Recorded {
  private Recorded() {}

  /** A state where the Secret {@code ghcr-auth} was applied at {@code revision}. */
  public static StackState state(int revision) throws IOException {
    return StackState.parse(
        text("state.json").replace("\"data_wo_revision\": 1", "\"data_wo_revision\": " + revision));
  }

  /** The state before the first apply. */
  public static StackState emptyState() {
    return StackState.parse("{\"format_version\":\"1.0\"}");
  }

  public static String text(String name) throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(Recorded.class.getResourceAsStream(name), name)) {
      return new String(stream.readAllBytes(), UTF_8);
    }
  }
}
