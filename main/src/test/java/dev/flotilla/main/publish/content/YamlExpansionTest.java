package dev.flotilla.main.publish.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flotilla.main.report.Failure;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlExpansionTest {
  /** Nine levels of nine: 400 bytes that stand for 490,329,036 more nodes. */
  static final String BOMB = bomb("*");

  private static String bomb(String alias) {
    StringBuilder bomb = new StringBuilder("kind: ConfigMap\na: &a [x, x, x, x, x, x, x, x, x]\n");
    for (char name = 'b'; name <= 'i'; name++) {
      String below = alias + (char) (name - 1);
      bomb.append(
          "%1$s: &%1$s [%2$s, %2$s, %2$s, %2$s, %2$s, %2$s, %2$s, %2$s, %2$s]\n"
              .formatted(name, below));
    }
    return bomb.toString();
  }

  /** A Kustomization may name a file whatever it is called. */
  @ParameterizedTest
  @ValueSource(strings = {"bomb.yaml", "base/bomb.yml", "bomb.json", "Kustomization", "notes.txt"})
  void refusesABombInAFileOfAnyName(String path) {
    assertRefused(
        "the YAML aliases of an artifact must stand for at most 100000 nodes, got 490329036 with those of '%s', which would exhaust kustomize-controller; write out what they stand for"
            .formatted(path),
        file(path, BOMB));
  }

  @Test
  void refusesAnExpansionInALaterDocumentInUtf16AndByMergeKeys() {
    assertBomb(file("a.yaml", "a: 1\n---\n" + BOMB));
    assertBomb(
        new PackedFile(
            "a.yaml",
            false,
            ("\uFEFF" + BOMB).getBytes(java.nio.charset.StandardCharsets.UTF_16BE)));
    StringBuilder merged = new StringBuilder("a0: &a0 {k: v}\n");
    for (int level = 1; level < 40; level++) {
      merged.append(
          "a%d: &a%d {<<: *a%d, k%d: *a%d}\n".formatted(level, level, level - 1, level, level - 1));
    }
    assertBomb(file("a.yaml", merged.toString()));
  }

  /** One text of 100,000 characters, 2,000 times. */
  @Test
  void refusesLongTextThatIsRepeated() {
    assertBomb(
        file("a.yaml", "a: &a " + "x".repeat(100_000) + "\nb: [" + "*a, ".repeat(2000) + "]\n"));
  }

  @Test
  void refusesManyFilesThatAreTooLargeTogether() {
    List<PackedFile> files =
        Stream.iterate(0, number -> number + 1)
            .limit(20)
            .map(
                number ->
                    file(
                        number + ".yaml",
                        "a: &a [" + "x, ".repeat(99) + "x]\nb: [" + "*a, ".repeat(60) + "]\n"))
            .toList();

    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> YamlExpansion.check(files))
        .withMessage(
            Stream.of("16.yaml", "17.yaml", "18.yaml", "19.yaml")
                .map(
                    "the YAML aliases of an artifact must stand for at most 100000 nodes, got 103020 with those of '%s', which would exhaust kustomize-controller; write out what they stand for"
                        ::formatted)
                .collect(Collectors.joining("\n")));
    assertThatCode(() -> YamlExpansion.check(files.subList(0, 16))).doesNotThrowAnyException();
  }

  @Test
  void refusesAnAliasOfAnEnclosingNode() {
    assertRefused(
        "the YAML aliases of an artifact must stand for at most 100000 nodes, got infinitely many with those of 'a.yaml', which would exhaust kustomize-controller; write out what they stand for",
        file("a.yaml", "a: &a [*a]\n"));
  }

  @Test
  void refusesDeepNesting() {
    for (String open : List.of("[", "{\"a\":", "- ")) {
      assertRefused(
          "a YAML document to publish must be nested at most 1000 levels deep, got more in 'a.json'; make it flatter",
          file("a.json", open.repeat(1001)));
    }
    assertThatCode(
            () -> YamlExpansion.check(List.of(file("a.json", "[".repeat(999) + "]".repeat(999)))))
        .doesNotThrowAnyException();
  }

  /** Two parsers differ: what one refuses, the other may expand. */
  @Test
  void refusesAliasesThatItCannotCount() {
    assertRefused(
        "a file with YAML aliases must be YAML 1.2, so that they can be counted, got 'a.yaml' (line 1: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)); correct it, or write out what they stand for",
        file("a.yaml", "\tx: 1\na: &a [b]\nc: *a\n"));
    assertThatCode(() -> YamlExpansion.check(List.of(file("notes.txt", "\tx &a *a\n"))))
        .doesNotThrowAnyException();
  }

  static List<PackedFile> legal() {
    return List.of(
        file(
            "anchors.yaml",
            "a: &a {cpu: 1, memory: 2}\nb: *a\nc: {<<: *a, cpu: 3}\n---\nd: &a 1\ne: *a\n"),
        file(
            "chart/templates/deployment.yaml",
            "{{- if .Values.a }}\nkind: Deployment\n{{ end }}\n"),
        file(
            "cron.yaml",
            "schedule: \"*/5 * * * *\"\nurl: http://x/?a=1&b=2\nglob: \"**/*.yaml\"\n"),
        file("broken.yaml", "a: [\n"),
        file("script.sh", "#!/bin/sh\ncat <&3 *a &a\n"),
        file("README.md", "* a\n* **b** &c *c\n"),
        new PackedFile("logo.png", false, new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2}),
        file("empty.yaml", ""),
        file("big.json", "[" + "{\"a\": [1, 2, 3]}, ".repeat(50_000) + "1]"));
  }

  @ParameterizedTest
  @MethodSource("legal")
  void takesYamlAsPeopleWriteIt(PackedFile file) {
    assertThatCode(() -> YamlExpansion.check(List.of(file))).doesNotThrowAnyException();
  }

  @Test
  void namesEveryRefusedFile() {
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> YamlExpansion.check(List.of(file("a.yaml", BOMB), file("b.yaml", BOMB))))
        .satisfies(
            failure -> org.assertj.core.api.Assertions.assertThat(failure.messages()).hasSize(2));
  }

  private static void assertBomb(PackedFile file) {
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> YamlExpansion.check(List.of(file)))
        .withMessageStartingWith("the YAML aliases of an artifact must stand for at most ");
  }

  private static void assertRefused(String message, PackedFile file) {
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> YamlExpansion.check(List.of(file)))
        .withMessage(message);
  }

  private static PackedFile file(String path, String text) {
    return new PackedFile(path, false, text.getBytes(UTF_8));
  }
}
