package dev.flotilla.constructs.flux;

import dev.flotilla.constructs.kubernetes.Rfc1123;

/** The Git refs whose workflow runs may sign an artifact. */
public sealed interface GitRef {
  /** A version, and nothing after it. */
  String VERSION = "\\d+\\.\\d+\\.\\d+";

  /** Returns runs on one branch, for example {@code main}. */
  static GitRef branch(String name) {
    return new Branch(name);
  }

  /** Returns runs on release tags: {@code v1.2.3}, never a pre-release. */
  static GitRef semverTags() {
    return new SemverTags();
  }

  /**
   * Returns runs on release tags of one component of a repository: {@code frontend/v1.2.3}, never a
   * pre-release.
   */
  static GitRef semverTags(String component) {
    return releases(Rfc1123.label("the component of a release tag", component) + "/v");
  }

  /**
   * Returns runs on release tags of another form: {@code frontend-v1.2.3} after the prefix {@code
   * frontend-v}, {@code 1.2.3} after none, never a pre-release.
   */
  static GitRef releases(String prefix) {
    return new Releases(prefix);
  }

  /** Returns runs on one tag, for example {@code frontend/v1.2.3-rc.1}. */
  static GitRef tag(String name) {
    return new Tag(name);
  }

  /** Returns the RE2 expression, without anchors, that matches the full ref. */
  String pattern();

  /** One branch. */
  record Branch(String name) implements GitRef {
    public Branch {
      check("branch", "refs/heads/", "main", name);
    }

    @Override
    public String pattern() {
      return Regex.literal("refs/heads/" + name);
    }
  }

  /** Every tag of the form v1.2.3. */
  record SemverTags() implements GitRef {
    @Override
    public String pattern() {
      return "refs/tags/v" + VERSION;
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
  }

  /** One tag. */
  record Tag(String name) implements GitRef {
    public Tag {
      check("tag", "refs/tags/", "v1.2.3", name);
    }

    @Override
    public String pattern() {
      return Regex.literal("refs/tags/" + name);
    }
  }

  private static void check(String kind, String prefix, String example, String name) {
    if (!name.matches("\\w[-\\w./@]*") || name.startsWith("refs/")) {
      throw new IllegalArgumentException(
          "a %s must be named without '%s' and white space, such as '%s', got '%s'"
              .formatted(kind, prefix, example, name));
    }
  }
}
