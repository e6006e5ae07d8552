package dev.flotilla.main.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flotilla.main.report.Failure;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignJsonTest {
  @TempDir Path folder;

  private static ForeignJson parse(String text) {
    return ForeignJson.parse(text.replace('\'', '"'), place -> new Failure("malformed" + place));
  }

  @Test
  void readsValuesByTheirTypes() {
    ForeignJson json =
        parse("{'o': {'t': 'x'}, 'l': [{'n': 3}], 'texts': ['a', null], 'gone': null, 'n': 7}");

    assertThat(json.names()).containsExactly("o", "l", "texts", "n");
    assertThat(json.object("o").text("t")).isEqualTo("x");
    assertThat(json.objects("l")).singleElement().returns(3L, entry -> entry.number("n", 0));
    assertThat(json.texts("texts")).containsExactly("a", "");
    assertThat(json.copy().path("n").asInt()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null", "{}", "{'a': null}"})
  void readsMissingValuesAsEmpty(String text) {
    ForeignJson json = parse(text);

    assertThat(json.names()).isEmpty();
    assertThat(json.text("a")).isEmpty();
    assertThat(json.number("a", 5)).isEqualTo(5);
    assertThat(json.objects("a")).isEmpty();
    assertThat(json.object("a").object("b").texts("c")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]                               | ''",
        "secret                           | ''",
        "{} {}                            | ''",
        "{'o': 1}                         | o",
        "{'o': {'t': 1}}                  | o.t",
        "{'l': {}}                        | l",
        "{'l': [{}, 'secret']}            | l[1]",
        "{'https://me:secret@acme/x': {}} | https://acme/x",
      })
  void namesThePlaceOfAValueOfAnotherType(String text, String place) {
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(
            () -> {
              ForeignJson json = parse(text);
              json.object("o").text("t");
              json.objects("l");
              json.text("https://me:secret@acme/x");
            })
        .withMessage("malformed" + (place.isEmpty() ? "" : " at '" + place + "'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'1'", "1.5", "1e400", "99999999999999999999", "true", "[]", "{}"})
  void refusesNumbersThatAreNotWholeOrTooLong(String number) {
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> parse("{'n': " + number + "}").number("n", 0))
        .withMessage("malformed at 'n'");
  }

  @Test
  void refusesAFileThatCannotBeRead() {
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> ForeignJson.read(folder, place -> new Failure("malformed" + place)))
        .withMessage("malformed");
  }

  /** Whatever it is, reading it ends in a value or in the one failure. */
  @Test
  void everyJsonIsReadOrRefused() {
    List<String> all =
        AnyJson.insteadOf("{\"o\": {\"t\": \"x\"}, \"l\": [{\"n\": 3}], \"texts\": [\"a\"]}");

    assertThat(all).hasSizeGreaterThan(100);
    for (String text : all) {
      try {
        ForeignJson json = parse(text);
        json.object("o").text("t");
        json.objects("l").forEach(entry -> entry.number("n", 0));
        json.texts("texts");
      } catch (Failure failure) {
        assertThat(failure.getMessage()).startsWith("malformed").doesNotContain(AnyJson.SECRET);
      }
    }
  }
}
