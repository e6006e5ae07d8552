package dev.flotilla.main.review.print;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.main.review.change.Change;
import dev.flotilla.main.review.change.ChangeSet;
import dev.flotilla.main.review.change.Danger;
import dev.flotilla.main.review.change.DangerKind;
import dev.flotilla.main.review.change.ObjectKey;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClusterSummaryTest {
  @Test
  void summaryHasTheDangersAndObjectsOfTheClusterAlone() {
    Danger danger =
        new Danger(DangerKind.DELETED, "Namespace/shop", "is deleted", List.of("a", "b"));
    ChangeSet set =
        Sets.of(
            List.of(danger),
            Sets.field(Sets.QUOTA, "pods", "50", "60", "a"),
            Sets.removed(Sets.NAMESPACE, "", "a", "b"));

    assertThat(ClusterSummary.of(set, "a"))
        .isEqualTo(
            """
            Flux, not this plan, changes on 'a', compared with oci://acme:
              deleted: Namespace/shop is deleted
              - Namespace/shop
              ~ ResourceQuota/web/tenant: spec.pods
              see all of it with: flotilla diff a
            """);
    assertThat(ClusterSummary.of(set, "b")).doesNotContain("ResourceQuota");
    assertThat(ClusterSummary.of(set, "c")).isEmpty();
  }

  /** Silence would mean that nothing changes. */
  @Test
  void saysWhatWasNotCompared() {
    assertThat(ClusterSummary.of(Sets.failed("no login;\nlog in"), "prod-eu"))
        .contains("  not compared: fleet artifact: no login; log in\n");
  }

  @Test
  void summaryFitsAWarning() {
    Change[] changes =
        IntStream.range(0, 30)
            .mapToObj(
                number ->
                    Sets.field(
                        new ObjectKey("", "ConfigMap", "web", "n%02d".formatted(number)),
                        "x".repeat(200),
                        "1",
                        "2",
                        "a"))
            .toArray(Change[]::new);

    assertThat(ClusterSummary.of(Sets.of(List.of(), changes), "a").lines())
        .hasSize(23)
        .contains("  … and 10 more")
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(145));
  }
}
