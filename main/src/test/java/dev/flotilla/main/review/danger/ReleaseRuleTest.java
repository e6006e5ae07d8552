package dev.flotilla.main.review.danger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.fixture.ExampleFleet;
import dev.flotilla.main.review.change.Change;
import dev.flotilla.main.review.change.Danger;
import dev.flotilla.main.review.change.DangerKind;
import dev.flotilla.main.review.change.FieldPath;
import dev.flotilla.main.review.change.ObjectKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseRuleTest {
  private static final List<Cluster> FLEET = ExampleFleet.fleet().clusters();

  @Test
  void reportsAReleaseThatReachesAllProductionClusters() {
    assertThat(ReleaseRule.of(FLEET, List.of(change("prod-eu"), change("prod-us", "staging"))))
        .containsExactly(
            new Danger(
                DangerKind.ALL_AT_ONCE,
                "environment 'production'",
                "changes on all its 2 clusters with one release",
                List.of("prod-eu", "prod-us")));
  }

  @Test
  void ruleIsSilentAboutOneReleaseAndAboutAllThatFollowABranch() {
    assertThat(ReleaseRule.of(FLEET, List.of(change("prod-eu")))).isEmpty();
    assertThat(ReleaseRule.of(FLEET, List.of(change("staging", "update")))).isEmpty();
    assertThat(ReleaseRule.of(FLEET, List.of())).isEmpty();
  }

  @Test
  void releaseThatReachesOneRingAfterTheOtherIsNoDanger() {
    List<Change> changes = List.of(change("prod-eu", "prod-us"));

    assertThat(ReleaseRule.of(prod("canary", "broad"), changes)).isEmpty();
    assertThat(ReleaseRule.of(prod("all"), changes)).hasSize(1);
  }

  /** Returns a cluster of the first ring and one of the last. */
  private static List<Cluster> prod(String... rings) {
    Environment production = Environment.PRODUCTION.withRings(rings);
    return List.of(
        Cluster.workload("prod-eu", production).ring(rings[0]).build(),
        Cluster.workload("prod-us", production).ring(rings[rings.length - 1]).build());
  }

  private static Change change(String... clusters) {
    return new Change(
        ObjectKey.ofNamespace("web"),
        "",
        FieldPath.WHOLE,
        MissingNode.getInstance(),
        MissingNode.getInstance(),
        List.of(clusters));
  }
}
