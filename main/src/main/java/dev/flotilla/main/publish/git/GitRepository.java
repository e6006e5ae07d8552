package dev.flotilla.main.publish.git;

import dev.flotilla.main.process.ChildEnvironment;
import dev.flotilla.main.process.ProcessResult;
import dev.flotilla.main.publish.external.ExternalProgram;
import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.report.Failure;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Git repository that a folder is in. */
public final class GitRepository {
  /** A commit, and when it was made. */
  public record Commit(String hash, Instant time) {}

  /**
   * How {@code ssh} and {@code https} remotes name a host and a repository; the user is left out.
   */
  private static final Pattern REMOTE =
      Pattern.compile("(?:\\w+://)?(?:[^@/]*@)?([^:/]+)(?::\\d+)?[:/]/?(.+?)(?:\\.git)?/?");

  /** A hash, and seconds that any date has. */
  private static final Pattern HEAD = Pattern.compile("([0-9a-f]{40}|[0-9a-f]{64}) (-?\\d{1,12})");

  private final Path folder;
  private final ExternalProgram git;
  private final Commit head;

  /**
   * Looks at the repository that {@code folder} is in.
   *
   * @throws Failure if it is in none, or in one without a commit
   */
  public GitRepository(Path folder, Map<String, String> environment, TimeLimits limits) {
    this.folder = folder;
    this.git = program(folder, environment, limits);
    this.head = head(required("log", "-1", "--format=%H %ct"));
  }

  /** Returns the repository that {@code folder} is in, if it is in one with a commit. */
  public static Optional<GitRepository> find(
      Path folder, Map<String, String> environment, TimeLimits limits) {
    List<String> head = List.of("rev-parse", "--quiet", "--verify", "HEAD^{commit}");
    return program(folder, environment, limits).run(head).exitCode() == 0
        ? Optional.of(new GitRepository(folder, environment, limits))
        : Optional.empty();
  }

  private static ExternalProgram program(
      Path folder, Map<String, String> environment, TimeLimits limits) {
    return new ExternalProgram(
        "git",
        folder,
        GitEnvironment.of(ChildEnvironment.GIT_CLIENT.of(environment)),
        limits.git(),
        "cannot start 'git', which finds the commit that an artifact is built from; install Git and put it on the PATH");
  }

  private static Commit head(String line) {
    Matcher commit = HEAD.matcher(line);
    if (!commit.matches()) {
      throw GitTree.unknown("log");
    }
    return new Commit(commit.group(1), Instant.ofEpochSecond(Long.parseLong(commit.group(2))));
  }

  /** Returns the folder that is published, which may be below the root of the repository. */
  public Path folder() {
    return folder;
  }

  /** Returns the Git program, run in the folder. */
  ExternalProgram git() {
    return git;
  }

  /** Returns the commit that is checked out. */
  public Commit head() {
    return head;
  }

  /** Returns the hash of all files of the commit: a merge or a squash has the same of the same. */
  public String tree() {
    return required("rev-parse", "--verify", "HEAD^{tree}");
  }

  /** Returns whether a file would be seen as a change, once it is written. */
  public boolean isSeen(Path file) {
    // Outside of the repository Git answers neither yes nor no.
    return run("check-ignore", "--quiet", "--", file.toString()).exitCode() == 1;
  }

  /** Returns the branch that is checked out, if one is. */
  public Optional<String> branch() {
    return asked("symbolic-ref", "--quiet", "--short", "HEAD");
  }

  /** Returns the commit that a tag points to, if there is such a tag. */
  public Optional<String> tagged(String tag) {
    return asked("rev-parse", "--quiet", "--verify", "refs/tags/" + tag + "^{commit}");
  }

  /**
   * Returns whether the files of a pathspec have uncommitted changes, including those that the
   * user's settings would hide.
   */
  public boolean isDirty(String pathspec) {
    return !required(
            "status",
            "--porcelain",
            "--untracked-files=all",
            "--ignore-submodules=none",
            "--",
            pathspec)
        .isEmpty();
  }

  /** Returns where others find the repository, without any credential, if it has a remote. */
  public Optional<String> source() {
    return asked("remote", "get-url", "origin").map(GitRepository::withoutUser);
  }

  static String withoutUser(String remote) {
    Matcher matcher = REMOTE.matcher(remote);
    return matcher.matches() && !remote.startsWith("/")
        ? "https://" + matcher.group(1) + "/" + matcher.group(2)
        : remote;
  }

  /**
   * Returns the text of a file in the commit that is checked out, if it has that file.
   *
   * @param path from the root of the repository
   */
  public Optional<String> committed(String path) {
    ProcessResult result = run("show", "HEAD:" + path);
    return result.exitCode() == 0 ? Optional.of(result.stdout()) : Optional.empty();
  }

  /** Returns whether the clone has the commit. */
  public boolean knows(String commit) {
    return commit(commit).isPresent();
  }

  /** Returns the commit that a revision names: its first digits, a branch or a tag, say. */
  public Optional<String> commit(String revision) {
    return asked("rev-parse", "--quiet", "--verify", "--end-of-options", revision + "^{commit}");
  }

  /**
   * Checks a commit out beside what is checked out here.
   *
   * @param root where; it does not exist yet
   * @throws Failure if Git refuses
   */
  public Worktree worktree(String commit, Path root) {
    String prefix = asked("rev-parse", "--show-prefix").orElse("");
    ProcessResult result = run("worktree", "add", "--quiet", "--detach", root.toString(), commit);
    if (result.exitCode() != 0) {
      throw new Failure(
          "commit '%s' must be checked out, got '%s' from Git; see whether 'git worktree add' works"
              .formatted(commit, result.stderr().strip().lines().findFirst().orElse("")));
    }
    return new Worktree(this, root, root.resolve(prefix));
  }

  void remove(Worktree worktree) {
    run("worktree", "remove", "--force", worktree.root().toString());
  }

  /** Returns whether {@code newer} has {@code older} in its history; both are known. */
  public boolean isAncestor(String older, String newer) {
    return run("merge-base", "--is-ancestor", older, newer).exitCode() == 0;
  }

  private Optional<String> asked(String... arguments) {
    ProcessResult result = run(arguments);
    return result.exitCode() == 0 ? Optional.of(result.stdout().strip()) : Optional.empty();
  }

  private String required(String... arguments) {
    ProcessResult result = run(arguments);
    if (result.exitCode() != 0) {
      throw new Failure(
          "an artifact must be built from a commit of a Git repository, got '%s' (%s); commit it first"
              .formatted(folder, result.stderr().strip().lines().findFirst().orElse("")));
    }
    return result.stdout().strip();
  }

  private ProcessResult run(String... arguments) {
    return git.run(List.of(arguments));
  }
}
