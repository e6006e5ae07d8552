package dev.flotilla.main.review.print;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.main.review.change.Change;
import dev.flotilla.main.review.change.ChangeSet;
import dev.flotilla.main.review.change.Danger;
import dev.flotilla.main.review.change.DangerKind;
import dev.flotilla.main.review.change.ObjectKey;
import dev.flotilla.main.review.change.StackPlan;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MarkdownOutputTest {
  private static final Danger DANGER =
      new Danger(
          DangerKind.DELETED,
          "Namespace/web",
          "is deleted, with everything in it",
          List.of("a", "b", "c", "d"));

  @Test
  void commentHasDangersOnTopAndDetailsCollapsed() {
    ChangeSet set =
        Sets.of(
            List.of(DANGER),
            Sets.field(Sets.QUOTA, "pods", "50", "60", "a", "b"),
            Sets.removed(Sets.NAMESPACE, "", "a"));

    assertThat(MarkdownOutput.of(set))
        .isEqualTo(
            """
            ## Fleet: 1 danger, 2 changed objects

            Compared with `oci://acme`

            ### Dangers

            - **deleted**: `Namespace/web is deleted, with everything in it` (`a, b and 2 more`)

            - `- Namespace/shop` (`a`)

            <details><summary><code>&#126; ResourceQuota/web/tenant</code> (a, b)</summary>

            ```diff
            @@ spec.pods @@
            - '50'
            + '60'
            ```

            </details>

            """);
  }

  @Test
  void saysWhatWasNotComparedAndNeverThatItDoesNotChange() {
    assertThat(MarkdownOutput.of(Sets.failed("no `login`; log in")))
        .isEqualTo(
            """
            ## Fleet: no known changes

            - **not compared**: ``fleet artifact of prod-eu, prod-us: no `login`; log in``

            """);
    assertThat(MarkdownOutput.of(Sets.unchanged("staging")))
        .isEqualTo(
            """
            ## Fleet: no known changes

            - **not planned**: `stack of staging: nothing has changed since its last plan, which had no changes (1970-01-01T00:00:00Z); --refresh plans it, and shows what was changed on the cluster itself`

            """);
    assertThat(MarkdownOutput.of(Sets.of(List.of()))).startsWith("## Fleet: no changes\n");
  }

  @Test
  void showsThePlansThatChangeSomething() {
    ChangeSet set =
        Sets.planned(
            new StackPlan("one", false, List.of(), List.of("No changes.")),
            new StackPlan(
                "two",
                true,
                List.of("create a.b", "destroy a.c", "create a.d"),
                List.of("Plan: 2 to add, 0 to change, 1 to destroy.")));

    assertThat(MarkdownOutput.of(set))
        .contains(
            "1 changed stack", "<code>Stack two</code> (create 2, destroy 1)<", "Plan: 2 to add")
        .doesNotContain("Stack one");
  }

  @Test
  void contentLeavesNoFence() {
    String evil = "```\n</details>\n````\n@everyone [x](http://evil)\r\n";

    String comment =
        MarkdownOutput.of(Sets.of(List.of(), Sets.field(Sets.QUOTA, "a", "x", evil, "c")));

    assertThat(comment).contains("\n`````diff\n", "\n`````\n\n</details>\n");
    assertThat(comment.lines().filter(line -> line.startsWith("```"))).hasSize(2);
  }

  @Test
  void namesLeaveNoSpanAndNoElement() {
    String evil = "a`b</code></summary>\n## x\n```\n";
    ObjectKey object = new ObjectKey("", evil, evil, evil);
    Danger danger = new Danger(DangerKind.SUSPENDED, evil, evil, List.of(evil));

    String comment =
        MarkdownOutput.of(
            Sets.of(
                List.of(danger),
                Sets.field(object, evil, "x", "y", evil),
                Sets.removed(object, "", evil)));

    assertThat(comment.lines().filter(line -> line.startsWith("## "))).hasSize(1);
    assertThat(comment.lines().filter(line -> line.startsWith("`````diff"))).hasSize(0);
    assertThat(comment.split("</summary>\n", -1)).hasSize(2);
    assertThat(comment.lines().filter(line -> line.equals("````diff"))).hasSize(1);
    assertThat(comment.lines().filter(line -> line.equals("````"))).hasSize(1);
  }

  @Test
  void fitsACommentSaysWhatIsCutAndLosesNoDanger() {
    List<Danger> dangers =
        IntStream.range(0, 300)
            .mapToObj(
                i ->
                    new Danger(
                        DangerKind.DELETED, "Namespace/n" + i, "is deleted", List.of("c" + i)))
            .toList();
    Change[] changes =
        IntStream.range(0, 300)
            .mapToObj(
                i ->
                    Sets.field(
                        ObjectKey.ofNamespace("n" + i), "a", "x", "long line\n".repeat(900), "c"))
            .toArray(Change[]::new);

    String comment = MarkdownOutput.of(Sets.of(dangers, changes));

    assertThat(comment).hasSizeLessThan(65_536);
    for (Danger danger : dangers) {
      assertThat(comment).contains("`" + danger.subject() + " is deleted`");
    }
    assertThat(comment)
        .contains("more lines, see flotilla diff --full\n")
        .containsPattern(
            "\n"
                + "\\d+ of 300 details are not shown, a comment has no room for them: `flotilla"
                + " diff --full` prints them.\n"
                + "$");
    assertThat(comment.split("<details>", -1)).hasSameSizeAs(comment.split("</details>", -1));
  }

  @Test
  void shortensDangersRatherThanToLoseOne() {
    List<Danger> dangers =
        IntStream.range(0, 3_000)
            .mapToObj(i -> new Danger(DangerKind.DELETED, "N/" + i, "is deleted", List.of("c")))
            .toList();

    String names = MarkdownOutput.of(Sets.of(dangers));

    assertThat(names).hasSizeLessThan(65_536).contains("- **deleted** (3000): `N/0`, ", "`N/2999`");
    assertThat(names)
        .contains("\n\nshortened: all of it is in the output of `flotilla diff --json`\n");
    assertThat(MarkdownOutput.of(Sets.of(dangers), 5_000)).contains("- **deleted** (3000): 3000\n");
  }
}
