package dev.flotilla.fleet.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
  /** As semver.org orders them. */
  private static final List<String> ORDERED =
      List.of(
          "0.9.10",
          "1.0.0-1",
          "1.0.0-alpha",
          "1.0.0-alpha.1",
          "1.0.0-alpha.beta",
          "1.0.0-beta",
          "1.0.0-beta.2",
          "1.0.0-beta.11",
          "1.0.0-rc.1",
          "1.0.0",
          "1.2.0",
          "1.2.3",
          "1.10.0",
          "2.0.0");

  @Test
  void versionsAreOrderedByNumbersThenPreReleases() {
    assertThat(ORDERED.stream().map(text -> Version.parse(text).orElseThrow()))
        .isSorted()
        .doesNotHaveDuplicates()
        .extracting(Version::toString)
        .isEqualTo(ORDERED);
    assertThat(Version.parse("1.0.0-rc.1").orElseThrow())
        .isLessThan(Version.parse("1.0.0").orElseThrow())
        .isGreaterThan(Version.parse("1.0.0-beta.11").orElseThrow())
        .isEqualByComparingTo(Version.parse("1.0.0-rc.1").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.2",
        "v1.2.3",
        "1.2.3.4",
        "1.2.x",
        "01.2.3",
        "1.02.3",
        "1.2.3-",
        "1.2.3-a..b",
        "1.2.3-a_b",
        "1.2.3+build",
        "1.2.3 ",
        "1.2.3\n",
        "1.2.9999999999",
        "-1.2.3",
        "١.2.3"
      })
  void refusesTextThatIsNotAVersion(String text) {
    assertThat(Version.parse(text)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Version.of(text))
        .withMessage(
            "a version must be one such as '1.2.3' or '1.2.3-rc.1', got '%s'; write all three numbers, without 'v' and without a range",
            text);
  }

  @Test
  void versionIsReadFromItsText() {
    assertThat(Version.of("1.2.3")).isEqualTo(new Version(1, 2, 3));
    assertThat(Version.of("1.2.3-rc.1")).isEqualTo(new Version(1, 2, 3, "rc.1"));
  }

  @Test
  void readsTheReleaseOfATag() {
    assertThat(Version.ofTag("v1.2.3"))
        .contains(new Version(1, 2, 3))
        .get()
        .extracting(Version::tag)
        .isEqualTo("v1.2.3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.2.3", "v1.2.3-rc.1", "vv1.2.3", "V1.2.3", "web/v1.2.3", "v1.2", "latest"})
  void readsNoReleaseOfAnyOtherTag(String tag) {
    assertThat(Version.ofTag(tag)).isEmpty();
  }
}
