package dev.flotilla.fleet.source;

import dev.flotilla.fleet.kubernetes.Rfc1123;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Git refs: those whose workflow runs may sign an artifact, or the one that a source follows. */
public sealed interface GitRef {
  /** A version, and nothing after it. */
  String VERSION = "\\d+\\.\\d+\\.\\d+";

  /** Returns the ref of one branch, for example {@code main}. */
  static Branch branch(String name) {
    return new Branch(name);
  }

  /** Returns the refs of release tags: {@code v1.2.3}, never a pre-release. */
  static GitRef semverTags() {
    return new SemverTags();
  }

  /**
   * Returns the refs of release tags of one component of a repository: {@code frontend/v1.2.3},
   * never a pre-release.
   */
  static GitRef semverTags(String component) {
    return releases(Rfc1123.label("the component of a release tag", component) + "/v");
  }

  /**
   * Returns the refs of release tags of another form: {@code frontend-v1.2.3} after the prefix
   * {@code frontend-v}, {@code 1.2.3} after none, never a pre-release.
   */
  static GitRef releases(String prefix) {
    return new Releases(prefix);
  }

  /** Returns the refs of GitHub's merge queue for a branch, on which runs build what it will be. */
  static GitRef mergeQueue(String branch) {
    return new MergeQueue(branch);
  }

  /**
   * Returns a workflow that others call by its commit, {@code uses: …@<commit>}: its certificates
   * name that commit, and not the ref that the caller runs at.
   */
  static GitRef commit(String hash) {
    return new Commit(hash);
  }

  /** Returns any of some refs: all of them releases, or none. */
  static GitRef anyOf(GitRef... refs) {
    return new AnyOf(List.of(refs));
  }

  /** Returns the ref of one tag, for example {@code frontend/v1.2.3-rc.1}. */
  static Tag tag(String name) {
    return new Tag(name);
  }

  /** Returns the RE2 expression, without anchors, that matches the full ref. */
  String pattern();

  /** Returns the full ref as people write it, with {@code *} for what differs from run to run. */
  String shown();

  /** Returns whether a release is built there, not what is on its way to one. */
  default boolean isReleased() {
    return false;
  }

  /** Returns these refs with {@code releases} instead of {@link #semverTags()}. */
  default GitRef withReleases(GitRef releases) {
    return this;
  }

  /** Returns the names of the branches among them. */
  default Stream<String> branches() {
    return Stream.empty();
  }

  /** One branch or tag, which has a name, so that a source can follow it. */
  sealed interface Named extends GitRef {}

  /** The ref of one branch, {@code refs/heads/<name>}. */
  record Branch(String name) implements Named {
    public Branch {
      check("branch", "refs/heads/", "main", name);
    }

    @Override
    public String pattern() {
      return Regex.literal(shown());
    }

    @Override
    public String shown() {
      return "refs/heads/" + name;
    }

    @Override
    public Stream<String> branches() {
      return Stream.of(name);
    }
  }

  /** Every tag of the form v1.2.3. */
  record SemverTags() implements GitRef {
    @Override
    public String pattern() {
      return "refs/tags/v" + VERSION;
    }

    @Override
    public String shown() {
      return "refs/tags/v*.*.*";
    }

    @Override
    public boolean isReleased() {
      return true;
    }

    @Override
    public GitRef withReleases(GitRef releases) {
      return releases;
    }
  }

  /** Every tag that is a version behind a prefix. */
  record Releases(String prefix) implements GitRef {
    public Releases {
      if (!prefix.matches("(\\w[-\\w./@]*)?") || prefix.matches(".*\\d")) {
        throw new IllegalArgumentException(
            "the prefix of release tags must be letters, digits, '-', '_', '.', '/' and '@', without a digit at the end, such as 'web-v', got '"
                + prefix
                + "'");
      }
    }

    @Override
    public String pattern() {
      return Regex.literal("refs/tags/" + prefix) + VERSION;
    }

    @Override
    public String shown() {
      return "refs/tags/" + prefix + "*.*.*";
    }

    @Override
    public boolean isReleased() {
      return true;
    }
  }

  /** The ref of one tag, {@code refs/tags/<name>}. */
  record Tag(String name) implements Named {
    public Tag {
      check("tag", "refs/tags/", "v1.2.3", name);
    }

    @Override
    public String pattern() {
      return Regex.literal(shown());
    }

    @Override
    public String shown() {
      return "refs/tags/" + name;
    }

    @Override
    public boolean isReleased() {
      return true;
    }
  }

  /** The merge queue of a branch: a ref for each pull request, at the commit that it will be. */
  record MergeQueue(String branch) implements GitRef {
    public MergeQueue {
      check("branch", "refs/heads/", "main", branch);
    }

    @Override
    public String pattern() {
      return Regex.literal("refs/heads/gh-readonly-queue/" + branch + "/pr-") + "\\d+-[0-9a-f]{40}";
    }

    @Override
    public String shown() {
      return "refs/heads/gh-readonly-queue/" + branch + "/pr-*-*";
    }
  }

  /** The commit that pins a workflow, and stands in its certificates in place of a ref. */
  record Commit(String hash) implements GitRef {
    public Commit {
      if (!hash.matches("[0-9a-f]{40}|[0-9a-f]{64}")) {
        throw new IllegalArgumentException(
            "a workflow must be pinned by its full commit hash, 40 or 64 lower-case hexadecimal digits, got '"
                + hash
                + "'; look it up with 'git rev-parse'");
      }
    }

    @Override
    public String pattern() {
      return hash;
    }

    @Override
    public String shown() {
      return hash;
    }
  }

  /** Any of some refs. */
  record AnyOf(List<GitRef> refs) implements GitRef {
    public AnyOf {
      refs = List.copyOf(refs);
      if (refs.stream().map(GitRef::isReleased).distinct().count() != 1) {
        throw new IllegalArgumentException(
            "the refs of GitRef.anyOf must all be releases, or none of them, got '"
                + refs.stream().map(GitRef::pattern).collect(Collectors.joining("', '"))
                + "'; name tags alone, or branches alone");
      }
    }

    @Override
    public String pattern() {
      return refs.stream().map(GitRef::pattern).collect(Collectors.joining("|", "(", ")"));
    }

    @Override
    public String shown() {
      return refs.stream().map(GitRef::shown).collect(Collectors.joining(" or "));
    }

    @Override
    public boolean isReleased() {
      return refs.get(0).isReleased();
    }

    @Override
    public GitRef withReleases(GitRef releases) {
      return new AnyOf(refs.stream().map(ref -> ref.withReleases(releases)).toList());
    }

    @Override
    public Stream<String> branches() {
      return refs.stream().flatMap(GitRef::branches);
    }
  }

  /**
   * Returns whether Git takes a ref of letters, digits, {@code -}, {@code _}, {@code .} and {@code
   * /}.
   *
   * @see <a href="https://git-scm.com/docs/git-check-ref-format">git check-ref-format</a>
   */
  private static boolean isWellFormed(String ref) {
    return !ref.matches(".*(\\.\\.|//|/\\.|\\.lock(/.*)?$|[./]$).*");
  }

  private static void check(String kind, String prefix, String example, String name) {
    if (!name.matches("\\w[-\\w./@]*") || name.startsWith("refs/") || !isWellFormed(name)) {
      throw new IllegalArgumentException(
          "a %s must be named without '%s' and white space, such as '%s', got '%s'"
              .formatted(kind, prefix, example, name));
    }
  }
}
