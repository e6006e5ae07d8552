package dev.flotilla.fleet.content.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubstitutionTest {
  /** Each pair was tried with Flux's own github.com/fluxcd/pkg/envsubst 1.7.1. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          a$b,      a$b
          end$,     end$
          ${x},     $${x}
          $${x},    $$$${x}
          $$,       $$$$
          a$$b,     a$$$$b
          $$$x,     $$$$$$x
          ${A:-b},  $${A:-b}
          $(x) ${a}$${b}, $(x) $${a}$$$${b}
          """)
  void escapesExactlyWhatFluxReads(String literal, String written) {
    assertThat(Substitution.escaped(literal)).isEqualTo(written);
  }
}
