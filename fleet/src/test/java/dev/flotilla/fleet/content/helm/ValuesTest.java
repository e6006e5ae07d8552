package dev.flotilla.fleet.content.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import dev.flotilla.fleet.kubernetes.Yaml;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {
  @Test
  void nestsByKeysInWhichDotsStay() {
    Values values =
        Values.of("ingress", Values.of("annotations", Values.of("acme.example/class", "web")));

    assertThat(Yaml.write(values.data()))
        .isEqualTo(
            """
            ingress:
              annotations:
                acme.example/class: web
            """);
  }

  @Test
  void valuesAreReadFromYamlAsEveryReaderReadsIt() {
    Values values =
        Values.yaml(
            """
            text: plain
            quoted: "on"
            octal: '012'
            exponent: "1e3"
            number: 12
            large: 12345678901234567890
            fraction: 0.25
            truth: true
            nothing: null
            empty:
            list: [1, two, {three: 3}]
            """);

    assertThat(values.data())
        .contains(
            entry("text", "plain"),
            entry("quoted", "on"),
            entry("octal", "012"),
            entry("exponent", "1e3"),
            entry("number", 12),
            entry("large", new BigInteger("12345678901234567890")),
            entry("fraction", 0.25),
            entry("truth", true),
            entry("list", List.of(1, "two", Map.of("three", 3))))
        .containsEntry("nothing", null)
        .containsEntry("empty", null);
  }

  @Test
  void valuesAreWrittenAsEveryReaderReadsThem() {
    Values values = Values.of("a", "on", "b", "012", "c", "1e3", "d", 12, "e", 3L, "f", "1.10");

    assertThat(Yaml.write(values.data()))
        .isEqualTo("a: 'on'\nb: '012'\nc: '1e3'\nd: 12\ne: 3\nf: '1.10'\n");
  }

  @Test
  void valuesAreReadWithAliasesAndMergedKeys() {
    Values values = Values.yaml("a: &a {one: 1, two: 2}\nb: {<<: *a, two: 3}\nc: *a");

    assertThat(Yaml.write(values.data()))
        .isEqualTo(
            """
            a:
              one: 1
              two: 2
            b:
              two: 3
              one: 1
            c:
              one: 1
              two: 2
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          on         | write true or 'on'
          Yes        | write true or 'Yes'
          n          | write false or 'n'
          012        | write a plain number, or '012' for a string
          1e3        | write a plain number, or '1e3' for a string
          0x1F       | write a plain number, or '0x1F' for a string
          1_000      | write a plain number, or '1_000' for a string
          12:30      | write a plain number, or '12:30' for a string
          1.10       | write a plain number, or '1.10' for a string
          2.0        | write a plain number, or '2.0' for a string
          .inf       | write a plain number, or '.inf' for a string
          2026-01-31 | write '2026-01-31' for a string
          """)
  void valuesRejectYamlThatItsReadersDisagreeOn(String text, String remedy) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Values.yaml("first: 1\nsecond: " + text))
        .withMessage(
            "the YAML of values must have values that every YAML reader takes for the same, got '%s' in line 2; %s",
            text, remedy);
  }

  @Test
  void valuesTakePlainTextsThatOnlyLookLikeNumbers() {
    assertThat(Values.yaml("a: 1.2.3\nb: 250m\nc: v1\nd: 1-2\ne: 2026-01-31-rc\nf: 24h").data())
        .containsValues("1.2.3", "250m", "v1", "1-2", "2026-01-31-rc", "24h");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          a: [1       | be YAML, got 'expected ',' or ']', but got <stream end>' in line 1; correct it
          - a         | be a map in YAML, got something else; write 'key: value' lines
          "a: 1\\n---\\nb: 2" | be one YAML document, got 2; write one
          8080: x     | have keys that are strings, got '8080' in line 1; quote it
          "{a: 1}: x" | be YAML, got 'Non scalar key is detected but it is not configured to be allowed.'; correct it
          "a: 1\\na: 2" | have each key once, got 'a' in line 2; remove one
          "a: !!set {b}" | have no tags, got 'tag:yaml.org,2002:set' in line 1; remove it
          """)
  void refusesWhatIsNoMapOfValues(String yaml, String rest) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Values.yaml(yaml.replace("\\n", "\n")))
        .withMessage("the YAML of values must " + rest);
  }

  @Test
  void valuesRejectAliasesThatStandForBillions() {
    StringBuilder yaml = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i <= 16; i++) {
      yaml.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
    }

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Values.yaml(yaml.toString()))
        .withMessage(
            "the YAML of values must have at most 100000 values, got 'more' in line 3; use no aliases");
  }

  @Test
  void valuesRejectWhatNoManifestCanHold() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Values.of("a", Values.of("since", LocalDate.EPOCH)))
        .withMessage(
            "'since' in the values of a chart must be a map, a list, a string, a number, a boolean or null, got 'LocalDate'; convert it");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Values.of("a", List.of(1, Double.NaN)))
        .withMessage(
            "'a[1]' in the values of a chart must be a finite number, got 'NaN'; write another");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Values.of("a", Collections.singletonMap(1, "x")))
        .withMessage(
            "'a' in the values of a chart must have keys that are strings, got '1'; quote it");
  }

  @Test
  void valuesRejectAKeyWithoutAValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Values.of("a", 1, "b"))
        .withMessage("values must be pairs of key and value, got 'b' without one; add its value");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Values.of("a", 1, 2, "b"))
        .withMessage("the key of a value must be a string, got '2'; write key, value, key, value");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Values.of("a", 1, "a", 2))
        .withMessage("values must have each key once, got 'a' twice; remove one");
  }

  @Test
  void valuesStayWhenWhatTheyWereCopiedFromChanges() {
    Map<String, Object> map = new LinkedHashMap<>();
    List<Object> list = Arrays.asList("x", null);
    map.put("list", list);
    Values values = new Values(map);
    map.put("more", 1);
    list.set(0, "y");

    assertThat(values.data())
        .containsOnlyKeys("list")
        .containsEntry("list", Arrays.asList("x", null));
  }
}
