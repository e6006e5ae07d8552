package dev.flotilla.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.stacks.fixture.FolderDiff;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FolderDiffTest {
  private static final SortedMap<String, String> STAGING =
      folder(
          Map.of(
              "staging/a.yaml", "1\n2\n3\n4\n5\n6\n7\n8\n9\n",
              "staging/b.yaml", "b\n",
              "staging/c.yaml", "c\n"));

  @Test
  void showsTheLinesThatDifferOfEachFile() {
    SortedMap<String, String> prod =
        folder(
            Map.of(
                "prod/a.yaml", "1\ntwo\n3\n4\n5\n6\n7\n8\n9\n10\n",
                "prod/b.yaml", "b\n",
                "prod/d.yaml", "d\ne\n"));

    assertThat(diff(prod))
        .isEqualTo(
            """
            --- staging/a.yaml
            +++ prod/a.yaml
            @@ -1,4 +1,4 @@
             1
            -2
            +two
             3
             4
            @@ -8,2 +8,3 @@
             8
             9
            +10
            --- staging/c.yaml
            +++ /dev/null
            @@ -1,1 +1,0 @@
            -c
            --- /dev/null
            +++ prod/d.yaml
            @@ -1,0 +1,2 @@
            +d
            +e
            """);
  }

  @Test
  void diffOfJsonShowsALineOfADocumentAlone() {
    assertThat(
            FolderDiff.ofJson(
                "staging.json",
                "{\"values\": \"a: 1\\nb: 2\\nc: 3\\nd: 4\\n\"}\n",
                "prod.json",
                "{\"values\": \"a: 1\\nb: 2\\nc: 3\\nd: 5\\n\"}\n"))
        .isEqualTo(
            """
            --- staging.json
            +++ prod.json
            @@ -2,4 +2,4 @@
             b: 2\\n
             c: 3\\n
            -d: 4\\n
            +d: 5\\n
             "}
            """);
  }

  @Test
  void diffIsEmptyForEqualFiles() {
    SortedMap<String, String> prod = new TreeMap<>();
    STAGING.forEach((path, text) -> prod.put(path.replace("staging", "prod"), text));

    assertThat(diff(prod)).isEmpty();
  }

  @Test
  void differsForEachOtherFolder() {
    SortedMap<String, String> moved =
        folder(
            Map.of(
                "prod/a.yaml", "1\n2\n3\n4\n5\n6\n7\n8\n9\n",
                "prod/b.yaml", "\nb\n",
                "prod/c.yaml", "c\n"));
    SortedMap<String, String> after = new TreeMap<>(moved);
    after.put("prod/b.yaml", "b\n\n");

    assertThat(diff(moved)).isNotEqualTo(diff(after));
  }

  @Test
  void refusesAFileThatDoesNotEndWithALineBreak() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> diff(folder(Map.of("prod/a.yaml", "1"))))
        .withMessage("'prod/a.yaml' must end with a line break");
  }

  private static String diff(SortedMap<String, String> prod) {
    return FolderDiff.of(STAGING, prod, path -> path.replace("staging", "prod"));
  }

  private static SortedMap<String, String> folder(Map<String, String> files) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }
}
