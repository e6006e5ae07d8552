package dev.flotilla.main.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CheckRulesTest {
  private static final Pattern NAME = Pattern.compile("(?m)^\\t[A-Z][A-Za-z]* += \"([a-z]+)\"$");

  private final CheckRules rules = new CheckRules();

  @Test
  void describesARuleAsThePageDoes() {
    assertThat(rules.problem("image"))
        .isEqualTo("an image without a version, or with the tag latest");
    assertThat(rules.problem("policy"))
        .isEqualTo(
            "an object that a policy of the fleet refuses, in the policy's own words; one that only warns does not count");
    assertThat(rules.help("policy"))
        .isEqualTo(
            "Correct it, or switch the rule off for one object by the annotation check.flotilla.dev/policy, whose value is the reason.");
    assertThat(rules.help("build")).isEqualTo("Correct it: this rule cannot be switched off.");
  }

  @Test
  void thePageHasAllRulesOfTheChecker() throws IOException {
    String own = Files.readString(Path.of("../checker/internal/rules/rules.go"));
    String kinds = Files.readString(Path.of("../checker/internal/kinds/finding.go"));
    assertThat(
            Stream.of(own, kinds)
                .flatMap(text -> NAME.matcher(text).results())
                .map(name -> name.group(1)))
        .hasSizeGreaterThan(15)
        .allSatisfy(rule -> assertThat(rules.problem(rule)).isNotEqualTo(rule));
  }
}
