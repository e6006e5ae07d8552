package dev.flotilla.main.opentofu.run;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says why OpenTofu failed: its errors in few lines, what to do, where to read on.
 *
 * @param program what was started
 * @param log what it has said; it lies in the stack's folder
 * @param clock for the age of a lock
 */
record FailedRun(String program, String cluster, Path log, InstantSource clock) {
  private static final int MAX_DETAIL_LINES = 8;

  List<String> messages(String step, RunResult outcome) {
    List<String> errors = new ArrayList<>();
    outcome.errors().forEach(error -> errors.add(error.text()));
    if (errors.isEmpty()) {
      // Mistakes in its own configuration come as plain text.
      errors.add("OpenTofu ended with exit code " + outcome.exitCode() + "\n" + outcome.stderr());
    }
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < errors.size(); i++) {
      String message = "cluster '%s': %s: %s".formatted(cluster, step, text(errors.get(i)));
      String remedy = remedy(errors.get(i));
      boolean isRepeated =
          errors.subList(i + 1, errors.size()).stream().map(this::remedy).anyMatch(remedy::equals);
      messages.add(remedy.isEmpty() || isRepeated ? message : message + "\n" + remedy);
    }
    int last = messages.size() - 1;
    messages.set(last, messages.get(last) + "\nOpenTofu's full output is in " + log);
    return messages;
  }

  private String remedy(String error) {
    return Remedies.of(error, log.getParent());
  }

  private String text(String error) {
    Optional<StateChange> change = StateChange.of(error);
    if (change.isPresent()) {
      return change.get().text(cluster);
    }
    return StateLock.of(error)
        .map(lock -> lock.text(program, log.getParent(), clock.instant()))
        .orElseGet(() -> shortened(error));
  }

  private static String shortened(String error) {
    return String.join(
        "\n", error.lines().filter(line -> !line.isBlank()).limit(MAX_DETAIL_LINES).toList());
  }
}
