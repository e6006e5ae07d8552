package dev.flotilla.main.opentofu;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Says why OpenTofu failed: its errors in few lines, what to do, where to read on. */
final class FailedRun {
  private static final int MOST_DETAIL_LINES = 8;

  private FailedRun() {}

  static List<String> messages(String cluster, String step, Outcome outcome, Path log) {
    List<String> messages = new ArrayList<>();
    for (Diagnostic error : outcome.errors()) {
      messages.add("cluster '%s': %s: %s".formatted(cluster, step, text(error.text())));
    }
    if (messages.isEmpty()) {
      // Mistakes in its own configuration come as plain text.
      messages.add(
          "cluster '%s': %s: OpenTofu ended with exit code %d\n%s"
              .formatted(cluster, step, outcome.exitCode(), text(outcome.stderr())));
    }
    int last = messages.size() - 1;
    messages.set(last, messages.get(last) + "\nall that OpenTofu said is in " + log);
    return messages;
  }

  private static String text(String error) {
    List<String> lines = new ArrayList<>();
    error.lines().filter(line -> !line.isBlank()).limit(MOST_DETAIL_LINES).forEach(lines::add);
    String remedy = Remedies.of(error);
    if (!remedy.isEmpty()) {
      lines.add(remedy);
    }
    return String.join("\n", lines);
  }
}
