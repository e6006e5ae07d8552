package dev.flotilla.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.project.Document;
import dev.flotilla.tests.harness.project.Project;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the README says of the program is true; see {@link DocsIT} and {@link OwnFleetE2E} too. */
class ReadmeIT {
  private final Document readme = Document.of("README.md");

  /** Each row of the tree that has a signer has that of the artifact which delivers it. */
  @Test
  void treeHasTheSignersOfTheFleet() {
    String artifacts =
        Program.flotilla(Project.ROOT).run("list", "--artifacts").succeeded().stdout();
    List<String> signers =
        Document.find(
            "(?m)^\\S+ +latest +\\S+ +(\\S+)$", artifacts.replace("/.github/workflows/", ":"));
    String tree = readme.section("Try it").fences("text").get(0);

    List<String> shown = Document.find("(?m)  (\\S+: \\S+@\\S+)$", tree);
    assertThat(shown).hasSize(4);
    assertThat(shown).extracting(signer -> signer.replace(": ", ":")).isSubsetOf(signers);
  }
}
