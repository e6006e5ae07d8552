package dev.flotilla.main.opentofu.state;

import dev.flotilla.main.json.ForeignJson;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which state it is: every apply that changes something raises the serial.
 *
 * @param lineage what no other state has; empty before the first apply
 * @param serial 0 before the first apply
 */
public record StateVersion(String lineage, long serial) {
  /** Returns that of a state in a file, encrypted or not; empty if there is none to be read. */
  public static Optional<StateVersion> read(Path file) {
    try {
      return Files.exists(file) ? Optional.of(parse(Files.readString(file))) : Optional.empty();
    } catch (IOException | Failure e) {
      // OpenTofu, which needs all of it, says what is wrong with it.
      return Optional.empty();
    }
  }

  /** Returns that of a state as {@code tofu state pull} prints it: nothing if there is none. */
  public static StateVersion parse(String json) {
    ForeignJson state =
        ForeignJson.parse(
            json,
            // The text itself may hold what nobody should read.
            place ->
                new Failure(
                    "'tofu state pull' must print a state, got something else%s; restore the state from a copy if it is damaged"
                        .formatted(place)));
    return new StateVersion(state.text("lineage"), state.number("serial", 0));
  }
}
