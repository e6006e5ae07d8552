package dev.flotilla.fleet.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.source.GitRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelTest {
  @Test
  void followsABranchByDefault() {
    assertThat(Channel.tag("latest")).isEqualTo(Channel.LATEST);
    assertThat(Channel.tag("latest-stable").ofReleases()).isEqualTo(Channel.LATEST_STABLE);
    assertThat(Channel.tag("canary").isReleased()).isFalse();
    assertThat(Channel.tag("canary").ofReleases().isReleased()).isTrue();
  }

  @Test
  void channelIsABranchWhoseArtifactsHaveItsNameAsTheirTag() {
    assertThat(Channel.branch("release/next").tag().value()).isEqualTo("release-next");
    assertThat(Channel.branch("main").isReleased()).isFalse();
    assertThat(Environment.ofBranch("production", "stable"))
        .isEqualTo(
            new Environment("production", Channel.branch("stable"), GitRef.branch("stable")));
  }

  @Test
  void refusesABranchThatIsNamedLikeARelease() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Channel.branch("v1.2"))
        .withMessage(
            "the tag of a channel must not be a version, which is a release's own tag, got 'v1.2'; name it after what it is for, such as 'canary'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", ".a", "a/b"})
  void refusesMalformedTag(String tag) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Channel.tag(tag))
        .withMessage(
            "an OCI tag must have 1 to 128 letters, digits, '_', '.' or '-', such as 'latest', got '%s'",
            tag);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1.2.3", "1.2.3", "v1", "2.0.0-rc.1"})
  void refusesTheTagOfARelease(String tag) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Channel.tag(tag))
        .withMessage(
            "the tag of a channel must not be a version, which is a release's own tag, got '%s'; name it after what it is for, such as 'canary'",
            tag);
  }
}
