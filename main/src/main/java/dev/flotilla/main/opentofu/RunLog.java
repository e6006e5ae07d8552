package dev.flotilla.main.opentofu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** All that OpenTofu says while the program works on one stack, in a file only its owner reads. */
final class RunLog {
  private final Path file;
  private final Secrets secrets;

  /** Begins a new log in a stack's folder. */
  RunLog(Path folder, Secrets secrets) {
    this.file = folder.resolve("flotilla.log");
    this.secrets = secrets;
    PrivateFile.create(file);
  }

  Path file() {
    return file;
  }

  void write(List<String> command, Outcome outcome) {
    StringBuilder text = new StringBuilder("$ ").append(String.join(" ", command)).append('\n');
    for (Event event : outcome.events()) {
      text.append(event.message()).append('\n');
      event.diagnostic().ifPresent(diagnostic -> text.append(diagnostic.text()).append('\n'));
    }
    text.append(outcome.stderr()).append("exit code ").append(outcome.exitCode()).append("\n\n");
    try {
      Files.writeString(file, secrets.mask(text.toString()), StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the log, got '" + file + "'", e);
    }
  }
}
