package dev.flotilla.main.publish.git;

import dev.flotilla.main.process.BinaryResult;
import dev.flotilla.main.publish.content.PackedFile;
import dev.flotilla.main.publish.external.ExternalProgram;
import dev.flotilla.main.report.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The files of a folder as Git has them: names, modes and bytes come from its own objects, never
 * from the disk. So nothing in between affects what is published: no line ends, filters, flags of
 * the index, sparse checkout, locale, or concurrent writes.
 *
 * @see <a href="https://git-scm.com/docs/git-ls-tree">git ls-tree</a>
 */
public final class GitFiles {
  private final GitRepository repository;
  private final ExternalProgram git;

  /** The content of the folder that {@code repository} was found from. */
  public GitFiles(GitRepository repository) {
    this.repository = repository;
    this.git = repository.git();
  }

  /** Returns the files that the last commit has. */
  public List<PackedFile> committed() {
    return files(git, repository.head().hash());
  }

  /** Returns the files that a commit of all changes would have; the user's index stays as it is. */
  public List<PackedFile> uncommitted() {
    refuseNestedAndUnmerged();
    try {
      Path index = Files.createTempFile("flotilla-index", "");
      try {
        ExternalProgram staging = git.with("GIT_INDEX_FILE", index.toString());
        copyIndex(index);
        output(staging, "add", "--all", "--", ".");
        return files(staging, text(staging, "write-tree"));
      } finally {
        Files.deleteIfExists(index);
      }
    } catch (IOException e) {
      throw new Failure(
          "cannot write a copy of Git's index, got '%s'; free disk space, or set TMPDIR to another folder"
              .formatted(e.getMessage()));
    }
  }

  private void copyIndex(Path index) throws IOException {
    Path users = repository.folder().resolve(text(git, "rev-parse", "--git-path", "index"));
    if (Files.exists(users)) {
      Files.copy(users, index, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.delete(index);
    }
  }

  /** Git would stage a conflict with its markers, and a nested repository as a submodule. */
  private void refuseNestedAndUnmerged() {
    List<String> problems = new ArrayList<>();
    for (byte[] status :
        GitTree.records(
            output(
                git,
                "status",
                "--porcelain",
                "-z",
                "--no-renames",
                "--untracked-files=all",
                "--",
                "."))) {
      if (status.length < 4) {
        throw GitTree.unknown("status");
      }
      String code = new String(status, 0, 2, StandardCharsets.US_ASCII);
      String name = GitTree.shown(Arrays.copyOfRange(status, 3, status.length));
      if (code.equals("??") && name.endsWith("/")) {
        problems.add(GitTree.nested(name));
      } else if (code.contains("U") || code.equals("AA") || code.equals("DD")) {
        problems.add(
            "a file to publish must be merged, got a conflict in '%s'; resolve it with 'git add', or go back with 'git merge --abort'"
                .formatted(name));
      }
    }
    refuse(problems);
  }

  private List<PackedFile> files(ExternalProgram tool, String tree) {
    GitTree listed = GitTree.parse(output(tool, "ls-tree", "-r", "-z", tree));
    List<String> problems = new ArrayList<>(listed.problems());
    problems.addAll(filtered(tool, listed));
    refuse(problems);
    return contents(tool, listed);
  }

  /** Git stores only the output of a filter: for a file in LFS, a pointer. */
  private static List<String> filtered(ExternalProgram tool, GitTree tree) {
    StringBuilder names = new StringBuilder();
    tree.files().forEach(file -> names.append(file.path()).append('\0'));
    List<byte[]> attributes =
        GitTree.records(
            output(
                tool,
                names.toString().getBytes(StandardCharsets.UTF_8),
                "check-attr",
                "-z",
                "--stdin",
                "--cached",
                "filter"));
    List<String> problems = new ArrayList<>();
    for (int index = 0; index + 2 < attributes.size(); index += 3) {
      String value = GitTree.shown(attributes.get(index + 2));
      if (!value.equals("unspecified") && !value.equals("unset")) {
        problems.add(
            "a file to publish must be stored in Git unchanged, got '%s', of which Git has only the output of its filter '%s'; exclude it from that filter in .gitattributes"
                .formatted(GitTree.shown(attributes.get(index)), value));
      }
    }
    return problems;
  }

  private static List<PackedFile> contents(ExternalProgram tool, GitTree tree) {
    ByteArrayOutputStream ids = new ByteArrayOutputStream();
    tree.files()
        .forEach(file -> ids.writeBytes((file.id() + "\n").getBytes(StandardCharsets.US_ASCII)));
    byte[] batch = output(tool, ids.toByteArray(), "cat-file", "--batch");
    List<PackedFile> files = new ArrayList<>();
    int position = 0;
    for (GitTree.Entry file : tree.files()) {
      int end = position;
      while (end < batch.length && batch[end] != '\n') {
        end++;
      }
      String header = new String(batch, position, end - position, StandardCharsets.US_ASCII);
      if (!header.startsWith(file.id() + " blob ")) {
        throw new Failure(
            "Git must have the content of '%s', got '%s'; run 'git fsck', or 'git fetch'"
                .formatted(file.path(), header));
      }
      int size = size(header);
      int start = end + 1;
      if (size > batch.length - start) {
        throw GitTree.unknown("cat-file");
      }
      files.add(
          new PackedFile(
              file.path(), file.isExecutable(), Arrays.copyOfRange(batch, start, start + size)));
      position = start + size + 1;
    }
    return files;
  }

  private static int size(String header) {
    try {
      int size = Integer.parseInt(header.substring(header.lastIndexOf(' ') + 1));
      if (size >= 0) {
        return size;
      }
    } catch (NumberFormatException e) {
      throw GitTree.unknown("cat-file");
    }
    throw GitTree.unknown("cat-file");
  }

  private static void refuse(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new Failure(problems);
    }
  }

  private static String text(ExternalProgram tool, String... arguments) {
    return new String(output(tool, arguments), StandardCharsets.UTF_8).strip();
  }

  private static byte[] output(ExternalProgram tool, String... arguments) {
    return output(tool, new byte[0], arguments);
  }

  private static byte[] output(ExternalProgram tool, byte[] input, String... arguments) {
    BinaryResult result = tool.run(List.of(arguments), input);
    if (result.exitCode() != 0) {
      throw new Failure(
          "cannot read the files of '%s' from Git, 'git %s' said: %s; check 'git fsck' and 'git status'"
              .formatted(tool.folder(), arguments[0], reason(result.stderr())));
    }
    return result.stdout();
  }

  private static String reason(String stderr) {
    return stderr.strip().lines().reduce((first, last) -> last).orElse("nothing");
  }
}
