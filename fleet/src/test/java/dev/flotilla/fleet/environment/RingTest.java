package dev.flotilla.fleet.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.cluster.ClusterVariables;
import dev.flotilla.fleet.source.OciTag;
import org.junit.jupiter.api.Test;

class RingTest {
  private static final Environment PRODUCTION =
      Environment.PRODUCTION.withRings("canary", "early", "broad");

  @Test
  void ringsFollowTagsOfTheirOwnAndTheLastTheChannels() {
    assertThat(PRODUCTION.channels())
        .extracting(channel -> channel.tag().value())
        .containsExactly("latest-stable-canary", "latest-stable-early", "latest-stable");
    assertThat(PRODUCTION.channels()).allMatch(Channel::isReleased);
    assertThat(PRODUCTION.channel(new RingName("broad"))).isEqualTo(Channel.LATEST_STABLE);
    assertThat(PRODUCTION.hasSeveralRings()).isTrue();
  }

  @Test
  void onlyRingFollowsTheChannelItself() {
    Environment one = Environment.PRODUCTION.withRings("all");

    assertThat(one.channels()).containsExactly(Channel.LATEST_STABLE);
    assertThat(one.hasSeveralRings()).isFalse();
    assertThat(Environment.PRODUCTION.channels()).containsExactly(Channel.LATEST_STABLE);
    assertThat(Environment.PRODUCTION.hasSeveralRings()).isFalse();
    assertThat(Environment.STAGING.channels()).containsExactly(Channel.LATEST);
  }

  @Test
  void clustersAndTheirVariablesHaveTheTagOfTheRing() {
    Cluster canary = Cluster.workload("prod-eu", PRODUCTION).ring("canary").build();

    assertThat(canary.channel()).isEqualTo(Channel.tag("latest-stable-canary").ofReleases());
    assertThat(ClusterVariables.of(canary))
        .containsEntry("ARTIFACT_TAG", "latest-stable-canary")
        .containsEntry("ENVIRONMENT", "production");
    assertThat(canary.toBuilder().ring("broad").build().channel()).isEqualTo(Channel.LATEST_STABLE);
  }

  @Test
  void clusterInNoRingIsRefused() {
    Cluster none = Cluster.workload("prod-eu", PRODUCTION).build();
    Cluster misspelt = none.toBuilder().ring("canaries").build();
    Cluster unasked = Cluster.workload("prod-us", Environment.PRODUCTION).ring("canary").build();

    assertThatIllegalArgumentException()
        .isThrownBy(none::channel)
        .withMessage(
            "a cluster must be in a ring of its environment 'production', got none; set one of them with Cluster.Builder.ring: canary, early, broad");
    assertThatIllegalArgumentException()
        .isThrownBy(misspelt::channel)
        .withMessage(
            "a ring must be one of environment 'production', got 'canaries'; it has: canary, early, broad");
    assertThatIllegalArgumentException()
        .isThrownBy(unasked::channel)
        .withMessage(
            "a ring must be one of environment 'production', got 'canary'; it has none, add it with Environment.withRings");
  }

  @Test
  void namesThatCannotBeTagsAreRefused() {
    Environment slow =
        new Environment(
            "slow",
            Channel.tag("s".repeat(OciTag.MAX_LENGTH - 5)).ofReleases(),
            Environment.PRODUCTION.signedFrom());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Environment.PRODUCTION.withRings("Canary"))
        .withMessage(
            "the name of a ring must be an RFC 1123 label (lower-case letters, digits, '-', at most 63 characters), got 'Canary'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Environment.PRODUCTION.withRings("canary", "canary"))
        .withMessage(
            "the rings of environment 'production' must have different names, got 'canary' twice; rename one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> slow.withRings("early", "rest"))
        .withMessageMatching(
            "the tag of a ring, '<channel>-<ring>', must have at most 128 characters, got 129 of 's+-early'; give the ring or the channel a shorter name");
    assertThat(slow.withRings("rest", "none").channel(new RingName("rest")).tag().value())
        .hasSize(128);
  }

  @Test
  void ringsOfAChannelThatFollowsABranchAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Environment.STAGING.withRings("canary", "broad"))
        .withMessage(
            "an environment with rings must follow releases, because each push moves what follows a branch, got channel 'latest' of 'staging'; give it a channel such as Channel.tag(\"stable\").ofReleases()");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Environment.ofBranch("stable", "release/stable").withRings("a", "b"))
        .withMessageContaining("got channel 'release-stable' of 'stable'");
  }
}
