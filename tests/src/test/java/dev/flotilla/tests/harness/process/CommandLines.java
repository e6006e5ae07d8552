package dev.flotilla.tests.harness.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** The command lines of a process and all that it starts: any user of the machine can read them. */
public final class CommandLines {
  private CommandLines() {}

  /** Returns those seen until the process ends. */
  public static Set<String> watch(RunningProcess process) {
    Set<String> seen = new TreeSet<>();
    ProcessHandle root = ProcessHandle.of(process.pid()).orElseThrow();
    while (process.isAlive()) {
      add(seen, root);
      root.descendants().forEach(child -> add(seen, child));
      process.pause();
    }
    return seen;
  }

  private static void add(Set<String> seen, ProcessHandle process) {
    try {
      String line = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline"));
      seen.add(line.replace('\0', ' ').strip());
    } catch (IOException e) {
      // It has ended since.
    }
  }
}
