package dev.flotilla.main.publish.git;

import dev.flotilla.main.process.BinaryResult;
import dev.flotilla.main.publish.external.ExternalProgram;
import dev.flotilla.main.report.Failure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Changes that Git is set to ignore: {@code git status} does not list a file with the flag {@code
 * assume-unchanged} or {@code skip-worktree}, although a fleet is built from it.
 */
public final class HiddenChanges {
  private HiddenChanges() {}

  /** Refuses them, anywhere in the repository. */
  public static void refuse(GitRepository repository) {
    ExternalProgram git = repository.git();
    List<String> present = new ArrayList<>();
    for (byte[] line : GitTree.records(bytes(git, List.of("ls-files", "-v", "-z", "--", ":/")))) {
      if (line.length < 3) {
        throw GitTree.unknown("ls-files");
      }
      char flag = (char) line[0];
      String name = GitTree.shown(Arrays.copyOfRange(line, 2, line.length));
      if ((flag == 'S' || Character.isLowerCase(flag)) && isThere(repository.folder(), name)) {
        present.add(name);
      }
    }
    List<String> problems = new ArrayList<>();
    for (String name : present) {
      String[] staged = text(git, List.of("ls-files", "--stage", "--", name)).split(" ", -1);
      if (staged.length < 2) {
        throw GitTree.unknown("ls-files");
      }
      if (!text(git, List.of("hash-object", "--", name)).equals(staged[1])) {
        problems.add(
            "what a fleet is built from must not be hidden from Git, got a change in '%1$s', which has the flag assume-unchanged or skip-worktree; run 'git update-index --no-assume-unchanged --no-skip-worktree %1$s', and commit or stash it"
                .formatted(name));
      }
    }
    if (!problems.isEmpty()) {
      throw new Failure(problems);
    }
  }

  private static boolean isThere(Path folder, String name) {
    return Files.isRegularFile(folder.resolve(name));
  }

  private static String text(ExternalProgram git, List<String> arguments) {
    return new String(bytes(git, arguments), StandardCharsets.UTF_8).strip();
  }

  private static byte[] bytes(ExternalProgram git, List<String> arguments) {
    BinaryResult result = git.run(arguments, new byte[0]);
    return result.exitCode() == 0 ? result.stdout() : new byte[0];
  }
}
