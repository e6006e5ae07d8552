package dev.flotilla.main.opentofu.run;

import dev.flotilla.main.process.PrivateFile;
import dev.flotilla.main.report.SecretMask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** All that OpenTofu says while the program works on one stack, in a file only its owner reads. */
final class RunLog {
  private final Path file;
  private final SecretMask secrets;

  /** Begins a new log in a stack's folder. */
  RunLog(Path folder, SecretMask secrets) {
    this.file = folder.resolve("flotilla.log");
    this.secrets = secrets;
    PrivateFile.create(file);
  }

  Path file() {
    return file;
  }

  /** Writes what has just been said; whatever happens next, it is there to read. */
  void write(String text) {
    try {
      Files.writeString(file, secrets.mask(text) + "\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the log, got '" + file + "'", e);
    }
  }

  void write(Event event) {
    write(event.message());
    event.diagnostic().ifPresent(diagnostic -> write(diagnostic.text()));
  }
}
