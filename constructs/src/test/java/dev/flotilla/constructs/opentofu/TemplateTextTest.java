package dev.flotilla.constructs.opentofu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The escapes are those that OpenTofu 1.12 reads back as the text on the left. */
class TemplateTextTest {
  @ParameterizedTest
  @CsvSource({
    "plain, plain",
    "${a}, $${a}",
    "%{if a}, %%{if a}",
    "$${a}, $$${a}",
    "$%{a}, $%%{a}",
    "main$, main$",
    "50%, 50%",
    "a\\.b, a\\.b",
  })
  void literalEscapesTemplates(String text, String escaped) {
    assertThat(TemplateText.literal(text)).isEqualTo(escaped);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "plain, \"plain\"",
        "a\"b, \"a\\\"b\"",
        "a\\b, \"a\\\\b\"",
        "${a}, \"$${a}\"",
        "|a\nb\r\tc|, \"a\\nb\\r\\tc\"",
      })
  void quotedEscapesWhatEndsOrBreaksAString(String text, String quoted) {
    assertThat(TemplateText.quoted(text)).isEqualTo(quoted);
  }
}
