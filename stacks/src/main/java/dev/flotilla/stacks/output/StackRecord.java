package dev.flotilla.stacks.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a synth records about the stacks that it has written, in the folder of the last of them:
 * digests of the values that they were made of, and of the files.
 *
 * @param values the digest of the values
 * @param files the digest of the files
 */
record StackRecord(String values, String files) {
  /** The stack itself, in its folder. */
  static final String JSON = "cdk.tf.json";

  /** Files that it takes along. */
  static final String ASSETS = "assets";

  private static final String FILE = "flotilla.fingerprint";

  /** Returns that of stacks of those values, as their files are on disk now. */
  static StackRecord of(String values, List<Path> stacks) {
    List<Object> files = new ArrayList<>();
    for (Path stack : stacks) {
      files.add(stack.getFileName().toString());
      files.add(new Fingerprint.Content(stack.resolve(JSON)));
      files.add(new Fingerprint.Content(stack.resolve(ASSETS)));
    }
    return new StackRecord(values, Fingerprint.of(files));
  }

  /** Returns the one that was noted, if it can be read. */
  static Optional<StackRecord> read(List<Path> stacks) {
    Path file = last(stacks).resolve(FILE);
    try {
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      return lines.size() == 2
          ? Optional.of(new StackRecord(lines.get(0), lines.get(1)))
          : Optional.empty();
    } catch (IOException e) {
      // As if there were none: the stacks are written anew.
      return Optional.empty();
    }
  }

  void write(List<Path> stacks, Path work) throws IOException {
    Path file = Files.writeString(work.resolve(FILE), values + "\n" + files + "\n");
    Files.move(
        file,
        last(stacks).resolve(FILE),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path last(List<Path> stacks) {
    return stacks.get(stacks.size() - 1);
  }
}
