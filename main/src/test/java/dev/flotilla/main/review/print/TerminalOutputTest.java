package dev.flotilla.main.review.print;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.main.report.Report;
import dev.flotilla.main.review.change.Change;
import dev.flotilla.main.review.change.ChangeSet;
import dev.flotilla.main.review.change.Danger;
import dev.flotilla.main.review.change.DangerKind;
import dev.flotilla.main.review.change.ObjectKey;
import dev.flotilla.main.review.change.StackPlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TerminalOutputTest {
  private static final List<Danger> DANGERS =
      List.of(
          new Danger(
              DangerKind.DELETED,
              "Namespace/web",
              "is deleted, with everything in it",
              List.of("a", "b", "c", "d")));

  @Test
  void printsDangersFirstThenObjectsWithTheirFieldsAndClusters() {
    ChangeSet set =
        Sets.of(
            DANGERS,
            Sets.field(Sets.QUOTA, "pods", "50", "60", "a", "b", "c", "d"),
            Sets.field(Sets.QUOTA, "text", "one\ntwo", "one\nthree", "a"));

    assertThat(print(set, false))
        .isEqualTo(
            """
            Dangers
              deleted: Namespace/web is deleted, with everything in it (a, b and 2 more)

            fleet artifact compared with oci://acme
            ~ ResourceQuota/web/tenant (a, b and 2 more)
                spec.pods: '50' -> '60'
                spec.text: (a)
                  - two
                  + three
            """);
  }

  @Test
  void namesNewAndRemovedObjectsWithWhatComesAndGoesWithThem() {
    ChangeSet set =
        Sets.of(
            List.of(),
            Sets.created(Sets.NAMESPACE, Sets.SET.toString(), "a", "b"),
            Sets.created(Sets.SET, "Kustomization/flux-system/tenants", "a", "b"),
            Sets.removed(Sets.QUOTA, "ResourceSet/flux-system/web", "a"));

    assertThat(print(set, false))
        .isEqualTo(
            """
            fleet artifact compared with oci://acme
            - ResourceQuota/web/tenant (a)
            + ResourceSet/flux-system/shop (a, b)
                with 1 object: Namespace/shop
            """);
  }

  @Test
  void saysWhatStaysOfARemovedTenant() throws IOException {
    ChangeSet set =
        Sets.of(
            List.of(),
            Sets.removed(Sets.SET, "Kustomization/flux-system/tenants", "a"),
            Sets.removedJson(
                Sets.NAMESPACE,
                Sets.SET.toString(),
                "{\"metadata\": {\"annotations\": {\"fluxcd.controlplane.io/prune\": \"disabled\"}}}"),
            Sets.removedJson(
                Sets.KUSTOMIZATION,
                Sets.SET.toString(),
                "{\"spec\": {\"prune\": true, \"deletionPolicy\": \"Orphan\"}}"));

    assertThat(print(set, false))
        .isEqualTo(
            """
            fleet artifact compared with oci://acme
            - ResourceSet/flux-system/shop (a)
                with 2 objects: Namespace/shop, Kustomization/shop/apps
                stays: Namespace/shop, what Kustomization/shop/apps has applied
            """);
  }

  @Test
  void saysThatNothingChangesOnlyOfWhatWasCompared() {
    assertThat(print(Sets.of(List.of()), false))
        .isEqualTo(
            """
            fleet artifact compared with oci://acme
            No changes. Both render to the same objects.
            """);
    assertThat(print(Sets.failed("no login\nlog in"), false))
        .isEqualTo("not compared: fleet artifact of prod-eu, prod-us: no login\n  log in\n");
  }

  @Test
  void fitsAScreenAndSaysWhatItLeavesOut() {
    Change[] changes =
        IntStream.range(0, 100)
            .mapToObj(i -> Sets.field(ObjectKey.ofNamespace("n" + i), "a", "1", "2", "x"))
            .toArray(Change[]::new);
    List<Danger> dangers =
        IntStream.range(0, 20)
            .mapToObj(
                i -> new Danger(DangerKind.SUSPENDED, "Kustomization/" + i, "is", List.of("x")))
            .toList();

    String brief = print(Sets.of(dangers, changes), false);

    assertThat(brief.lines()).hasSizeLessThan(50);
    assertThat(brief)
        .contains("  … and 5 more dangers, see --full: suspended 5\n")
        .endsWith("… and 88 more objects, see --full\n");
    assertThat(print(Sets.of(dangers, changes), true))
        .doesNotContain("…")
        .contains("~ Namespace/n99 (x)\n", "Kustomization/19 is");
  }

  @Test
  void shortensOneObjectWithManyLines() {
    String text = "line\n".repeat(50);

    assertThat(print(Sets.of(List.of(), Sets.field(Sets.QUOTA, "a", "", text, "x")), false))
        .endsWith("    … and 45 more lines, see --full\n");
  }

  @Test
  void printsPlansAsAWhole() {
    StackPlan plan = new StackPlan("staging", true, List.of(), List.of("Plan: 4 to add."));

    assertThat(print(Sets.planned(plan), false)).isEqualTo("# staging\nPlan: 4 to add.\n");
  }

  @Test
  void stacksThatWereNotPlannedAreSaidAndNeverThatTheyDoNotChange() {
    assertThat(print(Sets.unchanged("staging"), false))
        .isEqualTo(
            "not planned: stack of staging: nothing has changed since its last plan, which had no"
                + " changes (1970-01-01T00:00:00Z); --refresh plans it, and shows what was changed"
                + " on the cluster itself\n");
    assertThat(print(Sets.unchanged("a", "b", "c", "d"), false))
        .startsWith("not planned: stack of a, b and 2 more: ")
        .contains("(the oldest of 1970-01-01T00:00:00Z)");
  }

  @Test
  void colorsOnATerminalAlone() {
    ChangeSet set = Sets.of(List.of(), Sets.field(Sets.QUOTA, "pods", "50", "60", "a"));

    assertThat(print(set, false)).doesNotContain("\u001b");
    assertThat(print(set, true, true))
        .contains("\u001b[31m'50'\u001b[0m -> \u001b[32m'60'\u001b[0m");
  }

  private static String print(ChangeSet set, boolean full) {
    return print(set, full, false);
  }

  private static String print(ChangeSet set, boolean full, boolean color) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, UTF_8);
    new TerminalOutput(new Report(stream, stream, color), full).print(set);
    return out.toString(UTF_8);
  }
}
