package dev.flotilla.constructs.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
      strings = {"", "refs/heads/main", "refs/tags/v1", "a b", "/main", "-main", "main|.*"})
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
}
