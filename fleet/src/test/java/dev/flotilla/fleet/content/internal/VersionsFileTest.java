package dev.flotilla.fleet.content.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionsFileTest {
  private static final String HEAD =
      """
      # Written by Flotilla: change versions here, and all else in Java.
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: versions
      data:
      """;

  @Test
  void versionsFileHasALineForEachVersionWithItsMarker() {
    String text =
        VersionsFile.write(
            new TreeMap<>(
                Map.of(
                    "web", new VersionsFile.Line("1.4.0", Optional.of("apps:web")),
                    "cache", new VersionsFile.Line("v2.0.0-rc.1", Optional.empty()))));

    assertThat(text)
        .isEqualTo(
            HEAD
                + """
                  cache: "v2.0.0-rc.1"
                  web: "1.4.0" # {"$imagepolicy": "apps:web:tag"}
                """);
    VersionsFile read = VersionsFile.read(text);
    assertThat(read.problems()).isEmpty();
    assertThat(read.versions())
        .containsExactly(Map.entry("cache", "v2.0.0-rc.1"), Map.entry("web", "1.4.0"));
  }

  @Test
  void takesAnyMarkerBecauseWritingReplacesIt() {
    VersionsFile read =
        VersionsFile.read(HEAD + "  web: \"1.4.0\" # {\"$imagepolicy\": \"other:app\"}\n");

    assertThat(read.problems()).isEmpty();
    assertThat(read.versions()).containsExactly(Map.entry("web", "1.4.0"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                         | got ''; remove it
          `  web: 1.4.0`             | got '  web: 1.4.0'; write '  web: "1.4.0"'
          `  web: '1.4.0' # why`     | got '  web: '1.4.0' # why'; write '  web: "1.4.0"'
          `  web: &one "1.4.0"`      | got '  web: &one "1.4.0"'; write one such as '  web: "1.20.2"', or remove it
          `  cache: *one`            | got '  cache: *one'; write one such as '  web: "1.20.2"', or remove it
          `    web: "1.4.0"`         | got '    web: "1.4.0"'; write one such as '  web: "1.20.2"', or remove it
          `  {web: "1.4.0"}`         | got '  {web: "1.4.0"}'; write one such as '  web: "1.20.2"', or remove it
          `  # the next one`         | got '  # the next one'; write one such as '  web: "1.20.2"', or remove it
          `  web: "1.4.0" # not yet` | got '  web: "1.4.0" # not yet'; write one such as '  web: "1.20.2"', or remove it
          `  web: "1.4.0"  # {"$imagepolicy": "a:web"}` | got '  web: "1.4.0"  # {"$imagepolicy": "a:web"}'; write one such as '  web: "1.20.2"', or remove it
          `---`                      | got '---'; write one such as '  web: "1.20.2"', or remove it
          """)
  void refusesALineThatAutomationWouldWriteAnew(String line, String message) {
    assertThat(VersionsFile.read(HEAD + line + "\n").problems())
        .containsExactly("line 7 must be a name and its version in double quotes, " + message);
  }

  @Test
  void refusesWhatIsNoVersionAndANameThatIsThereTwice() {
    assertThat(VersionsFile.read(HEAD + "  web: \"latest\"\n").problems())
        .containsExactly("line 7 must have a version such as '1.20.2', got 'latest'; correct it");
    assertThat(VersionsFile.read(HEAD + "  web: \"1.4.0\"\n  web: \"1.5.0\"\n").problems())
        .containsExactly("line 8 must have another name than those above, got 'web'; remove one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          kind: ConfigMap    | kind: List           | line 3 must be 'kind: ConfigMap', got 'kind: List'; write it so
          `metadata:`        | `metadata: {}`       | line 4 must be 'metadata:', got 'metadata: {}'; write it so
          `  name: versions` | `    name: versions` | line 5 must be '  name: versions', got '    name: versions'; write it so
          apiVersion: v1     | ---                  | line 2 must be 'apiVersion: v1', got '---'; write it so
          """)
  void refusesAnotherHead(String line, String other, String message) {
    String text = HEAD.replace(line + "\n", other + "\n") + "  web: \"1.4.0\"\n";

    assertThat(VersionsFile.read(text).problems()).containsExactly(message);
  }

  @Test
  void refusesOtherEndsOfLines() {
    assertThat(VersionsFile.read(HEAD + "  web: \"1.4.0\"\r\n").problems())
        .containsExactly(
            "line 7 must be a name and its version in double quotes, got '  web: \"1.4.0\"'; end lines with a line feed alone");
    assertThat(VersionsFile.read(HEAD + "  web: \"1.4.0\"").problems())
        .containsExactly("line 7 must end with a line feed, got '  web: \"1.4.0\"'; add it");
    assertThat(VersionsFile.read("").problems())
        .containsExactly(
            "line 1 must be '# Written by Flotilla: change versions here, and all else in Java.', got ''; write it so");
  }

  @Test
  void reportsAllLinesAtOnceAndReadsTheOthers() {
    VersionsFile read = VersionsFile.read(HEAD + "\n  web: \"1.4.0\"\n  cache: 2.0.0\n");

    assertThat(read.problems()).hasSize(2);
    assertThat(read.versions()).containsExactly(Map.entry("web", "1.4.0"));
  }
}
