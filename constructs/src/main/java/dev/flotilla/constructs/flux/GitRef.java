package dev.flotilla.constructs.flux;

import java.util.regex.Pattern;

/** The Git refs whose workflow runs may sign an artifact. */
public sealed interface GitRef {
  /** Returns runs on one branch, for example {@code main}. */
  static GitRef branch(String name) {
    return new Branch(name);
  }

  /** Returns runs on release tags: {@code v1.2.3}, never a pre-release. */
  static GitRef semverTags() {
    return new SemverTags();
  }

  /** Returns the RE2 expression, without anchors, that matches the full ref. */
  String pattern();

  /** One branch. */
  record Branch(String name) implements GitRef {
    private static final Pattern RULE = Pattern.compile("[\\w][-\\w./]*");

    public Branch {
      if (!RULE.matcher(name).matches() || name.startsWith("refs/")) {
        throw new IllegalArgumentException(
            "a branch must be named without 'refs/heads/' and white space, such as 'main', got '"
                + name
                + "'");
      }
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
      return "refs/tags/v\\d+\\.\\d+\\.\\d+";
    }
  }
}
