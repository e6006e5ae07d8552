package dev.flotilla.main.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void alignsColumnsAndLeavesNoTrailingSpaces() {
    Table table = new Table("CLUSTER", "READY", "MESSAGE");
    table.row("staging", "yes", "");
    table.row("prod-europe", "no", "in progress");

    assertThat(table.lines())
        .containsExactly(
            "CLUSTER      READY  MESSAGE", "staging      yes", "prod-europe  no     in progress");
  }
}
