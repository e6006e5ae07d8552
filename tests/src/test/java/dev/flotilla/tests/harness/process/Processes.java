package dev.flotilla.tests.harness.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The processes of this machine. */
public final class Processes {
  private Processes() {}

  /** Returns what works in {@code folder} or below, whoever has started it. */
  public static List<String> in(Path folder) {
    return ProcessHandle.allProcesses()
        .filter(
            process -> workingFolder(process).filter(path -> path.startsWith(folder)).isPresent())
        .map(process -> process.pid() + " " + process.info().command().orElse(""))
        .toList();
  }

  private static Optional<Path> workingFolder(ProcessHandle process) {
    try {
      return Optional.of(
          Files.readSymbolicLink(Path.of("/proc", String.valueOf(process.pid()), "cwd")));
    } catch (IOException e) {
      // It is another user's, or has ended since.
      return Optional.empty();
    }
  }
}
