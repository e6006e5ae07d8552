package dev.flotilla.fleet.object;

import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.List;
import java.util.Optional;

/** Checks an expression with CEL's own parser. Only the cluster knows names and types. */
final class CelSyntax {
  private CelSyntax() {}

  /** Returns the first thing that is wrong with it, and where. */
  static Optional<String> problem(String expression) {
    CelParser parser =
        CelParserFactory.standardCelParserBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setOptions(CelOptions.current().enableOptionalSyntax(true).build())
            .build();
    List<CelIssue> issues = parser.parse(expression).getErrors();
    return issues.stream().findFirst().map(CelSyntax::text);
  }

  private static String text(CelIssue issue) {
    return "line %d, column %d: %s"
        .formatted(
            issue.getSourceLocation().getLine(),
            issue.getSourceLocation().getColumn() + 1,
            // The rest lists most of the language.
            issue.getMessage().replaceFirst(" expecting \\{.*", ""));
  }
}
