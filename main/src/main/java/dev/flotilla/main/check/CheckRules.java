package dev.flotilla.main.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the rules of a check are about, as its page in the documentation has it. */
final class CheckRules {
  private static final String PAGE = "check.md";

  /** A row of the page's table. */
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z]+)` \\| (.*) \\|$");

  private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\([^)]+\\)");

  /** Those of folders, and of the annotations themselves. */
  private static final List<String> ALWAYS_ON = List.of("environment", "build", "remote", "switch");

  private final Map<String, String> problems = new LinkedHashMap<>();

  CheckRules() {
    String page = page();
    int begin = page.indexOf("## Rules");
    ROW.matcher(page.substring(begin, page.indexOf("\n## ", begin)))
        .results()
        .forEach(row -> problems.put(row.group(1), plain(row.group(2))));
  }

  private static String page() {
    try (@Nullable InputStream page = CheckRules.class.getResourceAsStream(PAGE)) {
      if (page == null) {
        throw new IOException("'" + PAGE + "' is not in the program");
      }
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read what the rules are about", e);
    }
  }

  private static String plain(String markdown) {
    return LINK.matcher(markdown).replaceAll("$1").replace("`", "");
  }

  /** Returns what breaks a rule. */
  String problem(String rule) {
    return problems.getOrDefault(rule, rule);
  }

  /** Returns what to do about it, beside what each problem says. */
  String help(String rule) {
    return ALWAYS_ON.contains(rule)
        ? "Correct it: this rule cannot be switched off."
        : "Correct it, or switch the rule off for one object by the annotation check.flotilla.dev/%s, whose value is the reason."
            .formatted(rule);
  }
}
