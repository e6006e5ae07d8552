package dev.flotilla.fleet.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitRefTest {
  @ParameterizedTest
  @CsvSource({
    "main, refs/heads/main",
    "release/1.x, refs/heads/release/1\\.x",
    "feat-a_b, refs/heads/feat-a_b",
  })
  void branchMatchesItselfOnly(String branch, String pattern) {
    assertThat(GitRef.branch(branch).pattern()).isEqualTo(pattern);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "refs/heads/main",
        "refs/tags/v1",
        "a b",
        "/main",
        "-main",
        "main|.*",
        "a..b",
        "a//b",
        "a.lock",
        ".a",
        "a/",
        "a."
      })
  void refusesMalformedBranch(String branch) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GitRef.branch(branch))
        .withMessage(
            "a branch must be named without 'refs/heads/' and white space, such as 'main', got '"
                + branch
                + "'");
  }

  @Test
  void semverTagsMatchReleasesOnly() {
    assertThat(GitRef.semverTags().pattern()).isEqualTo("refs/tags/v\\d+\\.\\d+\\.\\d+");
    assertThat("refs/tags/v1.20.3").matches(GitRef.semverTags().pattern());
    assertThat("refs/tags/v1.20.3-rc.1").doesNotMatch(GitRef.semverTags().pattern());
    assertThat("refs/tags/v1x20.3").doesNotMatch(GitRef.semverTags().pattern());
  }

  @Test
  void semverTagsOfAComponentMatchItsReleasesOnly() {
    String pattern = GitRef.semverTags("cert-manager").pattern();

    assertThat("refs/tags/cert-manager/v1.20.3").matches(pattern);
    assertThat("refs/tags/cert-manager/v1.20.3-rc.1").doesNotMatch(pattern);
    assertThat("refs/tags/monitoring/v1.20.3").doesNotMatch(pattern);
    assertThat("refs/tags/v1.20.3").doesNotMatch(pattern);
  }

  @Test
  void refusesMalformedComponent() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GitRef.semverTags(".*"))
        .withMessage(
            "the component of a release tag must be an RFC 1123 label (lower-case letters, digits, '-', at most 63 characters), got '.*'");
  }

  @Test
  void mergeQueueMatchesThePullRequestsOfItsBranchOnly() {
    String pattern = GitRef.mergeQueue("main").pattern();
    String commit = "a".repeat(40);

    assertThat("refs/heads/gh-readonly-queue/main/pr-42-" + commit).matches(pattern);
    assertThat("refs/heads/gh-readonly-queue/next/pr-42-" + commit).doesNotMatch(pattern);
    assertThat("refs/heads/gh-readonly-queue/main/pr-42-" + commit + "a").doesNotMatch(pattern);
    assertThat("refs/heads/gh-readonly-queue/main/mine").doesNotMatch(pattern);
    assertThat("refs/heads/main").doesNotMatch(pattern);
  }

  @Test
  void anyOfMatchesEachAndIsOfReleasesIfTheyAre() {
    GitRef refs = GitRef.anyOf(GitRef.branch("main"), GitRef.mergeQueue("main"));
    GitRef releases = GitRef.anyOf(GitRef.semverTags(), GitRef.tag("v2.0.0-rc.1"));

    assertThat("refs/heads/main").matches(refs.pattern());
    assertThat("refs/heads/main2").doesNotMatch(refs.pattern());
    assertThat(refs.isReleased()).isFalse();
    assertThat(refs.branches()).containsExactly("main");
    assertThat(releases.isReleased()).isTrue();
    assertThat(releases.withReleases(GitRef.semverTags("web")))
        .isEqualTo(GitRef.anyOf(GitRef.semverTags("web"), GitRef.tag("v2.0.0-rc.1")));
  }

  @Test
  void refusesReleasesTogetherWithBranches() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GitRef.anyOf(GitRef.branch("main"), GitRef.tag("v1.2.3")))
        .withMessage(
            "the refs of GitRef.anyOf must all be releases, or none of them, got 'refs/heads/main', 'refs/tags/v1\\.2\\.3'; name tags alone, or branches alone");
    assertThatIllegalArgumentException()
        .isThrownBy(GitRef::anyOf)
        .withMessage(
            "the refs of GitRef.anyOf must all be releases, or none of them, got ''; name tags alone, or branches alone");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "main", "v1", "0123456", "G123456789012345678901234567890123456789"})
  void refusesACommitThatIsNotWhole(String commit) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GitRef.commit(commit))
        .withMessage(
            "a workflow must be pinned by its full commit hash, 40 or 64 lower-case hexadecimal digits, got '%s'; look it up with 'git rev-parse'",
            commit);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "web ", "-web", "a|b", "web-[v"})
  void refusesAPrefixOfReleasesThatToolsReadDifferently(String prefix) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GitRef.releases(prefix))
        .withMessage(
            "the prefix of release tags must be letters, digits, '-', '_', '.', '/' and '@', without a digit at the end, such as 'web-v', got '%s'",
            prefix);
  }

  @Test
  void tagMatchesItselfOnly() {
    assertThat(GitRef.tag("web/v1.2.3-rc.1").pattern())
        .isEqualTo("refs/tags/web/v1\\.2\\.3-rc\\.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "refs/tags/v1", "a b", "/v1", "v1|.*"})
  void refusesMalformedTag(String tag) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GitRef.tag(tag))
        .withMessage(
            "a tag must be named without 'refs/tags/' and white space, such as 'v1.2.3', got '"
                + tag
                + "'");
  }

  /** A run's number in place of each asterisk makes a ref that the pattern matches. */
  @ParameterizedTest
  @MethodSource("refs")
  void gitRefIsShownAsItsRunsAreNamed(GitRef ref, String shown) {
    assertThat(ref.shown()).isEqualTo(shown);
    assertThat(shown.split(" or "))
        .allMatch(
            one ->
                one.replace("-*-*", "-7-" + "a".repeat(40))
                    .replace("*", "7")
                    .matches(ref.pattern()));
  }

  static Stream<Arguments> refs() {
    return Stream.of(
        arguments(GitRef.branch("release/1.x"), "refs/heads/release/1.x"),
        arguments(GitRef.semverTags(), "refs/tags/v*.*.*"),
        arguments(GitRef.semverTags("web"), "refs/tags/web/v*.*.*"),
        arguments(GitRef.releases(""), "refs/tags/*.*.*"),
        arguments(GitRef.tag("v1.2.3-rc.1"), "refs/tags/v1.2.3-rc.1"),
        arguments(GitRef.mergeQueue("main"), "refs/heads/gh-readonly-queue/main/pr-*-*"),
        arguments(GitRef.commit("a".repeat(40)), "a".repeat(40)),
        arguments(
            GitRef.anyOf(GitRef.branch("main"), GitRef.mergeQueue("main")),
            "refs/heads/main or refs/heads/gh-readonly-queue/main/pr-*-*"));
  }
}
