package dev.flotilla.fleet.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class YamlTest {
  @Test
  void writesBlocksInTheOrderOfTheData() {
    Map<String, Object> data =
        Ordered.map(
            "kind",
            "Tenant",
            "count",
            3,
            "open",
            true,
            "list",
            List.of("b", "a"),
            "map",
            Ordered.map("z", 1, "a", 2));

    assertThat(Yaml.write(data))
        .isEqualTo(
            """
            kind: Tenant
            count: 3
            open: true
            list:
            - b
            - a
            map:
              z: 1
              a: 2
            """);
  }

  @Test
  void writesEmptyCollections() {
    assertThat(Yaml.write(Ordered.map("map", Map.of(), "list", List.of())))
        .isEqualTo("map: {}\nlist: []\n");
  }

  @Test
  void yamlDoesNotFoldLongLines() {
    String words = "word ".repeat(100).strip();

    assertThat(Yaml.write(Ordered.map("text", words))).isEqualTo("text: " + words + "\n");
  }

  @Test
  void writesTextOfSeveralLinesAsBlock() {
    assertThat(Yaml.write(Ordered.map("patch", "- op: add\n  path: /a\n")))
        .isEqualTo("patch: |\n  - op: add\n    path: /a\n");
  }

  @Test
  void writesSharedDataTwiceInsteadOfAsAnchor() {
    List<String> shared = List.of("x");

    assertThat(Yaml.write(Ordered.map("a", shared, "b", shared))).isEqualTo("a:\n- x\nb:\n- x\n");
  }

  /** Helm and Flux read YAML 1.1 and 1.2; each of these is something else than a string in one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "~",
        "null",
        "Null",
        "NULL",
        "true",
        "True",
        "FALSE",
        "y",
        "N",
        "yes",
        "No",
        "on",
        "OFF",
        "0",
        "-1",
        "+1",
        "0123",
        "0815123",
        "1_000",
        "0x1F",
        "0b11",
        "0o17",
        "190:20:30",
        "1.5",
        ".5",
        "-.5",
        "1e3",
        "12e4567",
        "1_0.5",
        ".inf",
        "-.INF",
        ".nan",
        "2026-01-01",
        "2026-01-01T00:00:00Z",
        "<<",
        "="
      })
  void quotesStringsThatReadersTakeForAnotherType(String text) {
    assertThat(Yaml.write(Ordered.map("value", text))).isEqualTo("value: '" + text + "'\n");
    assertThat(Yaml.write(Ordered.map(text, 1))).isEqualTo("'" + text + "': 1\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2.x",
        "0.59.0",
        "0.59.0-rc.1",
        "v1",
        "yesterday",
        "clusters/staging",
        "127.0.0.1:5000/x"
      })
  void leavesOtherStringsPlain(String text) {
    assertThat(Yaml.write(Ordered.map("value", text))).isEqualTo("value: " + text + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: b",
        "a:",
        "# a",
        "a # b",
        "- a",
        "*a",
        "&a",
        "!a",
        "%a",
        "@a",
        "`a",
        "{a}",
        "[a]",
        "?",
        "-",
        "---",
        "'a'",
        "\"a\"",
        " a",
        "a ",
        "a\tb",
        "a\nb",
        "a\n\n",
        "a\r\nb",
        "\u0007",
        "é ☃ 😀",
        "${a} %{b}",
        "^a\\.b$"
      })
  void writesAnyTextSoThatItReadsBackAsItIs(String text) {
    Object read =
        new Load(LoadSettings.builder().build())
            .loadFromString(Yaml.write(Ordered.map("value", text)));

    assertThat(read).isEqualTo(Map.of("value", text));
  }
}
