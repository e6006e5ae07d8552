package dev.flotilla.fleet.content.internal;

import dev.flotilla.fleet.kubernetes.Ordered;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file with the versions of charts. It has the one form of which ImageUpdateAutomation changes
 * nothing but the versions: whatever else is in a file that it writes it may lay out anew, and a
 * file that it cannot read it passes over in silence.
 *
 * @param versions from name to version, as far as they can be read
 * @param problems what has another form, each with its line
 * @see <a
 *     href="https://fluxcd.io/flux/guides/image-update/#configure-image-update-for-custom-resources">markers</a>
 */
public record VersionsFile(SortedMap<String, String> versions, List<String> problems) {
  public static final String NAME = "versions.yaml";

  /** There is no such file. */
  public static final VersionsFile NONE = new VersionsFile(Ordered.NONE, List.of());

  /** By it the file is recognized as written by Flotilla. */
  private static final String MARK =
      "# Written by Flotilla: change versions here, and all else in Java.";

  private static final List<String> HEAD =
      List.of(MARK, "apiVersion: v1", "kind: ConfigMap", "metadata:", "  name: versions", "data:");

  private static final String NAME_OF_A_VERSION = "  ([a-z0-9][-a-z0-9]*): ";

  private static final Pattern LINE =
      Pattern.compile(NAME_OF_A_VERSION + "\"([^\"]*)\"( # \\{\"\\$imagepolicy\": \"[^\"]*\"\\})?");

  private static final Pattern OTHER_QUOTES =
      Pattern.compile(NAME_OF_A_VERSION + "'?([^'\" #]+)'?( *#.*)?");

  public VersionsFile {
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    problems = List.copyOf(problems);
  }

  /**
   * One line.
   *
   * @param policy the policy that raises the version, {@code <namespace>:<name>}; empty means none
   */
  public record Line(String version, Optional<String> policy) {
    private String text(String name) {
      return "  %s: \"%s\"%s\n"
          .formatted(
              name,
              version,
              policy.map(value -> " # {\"$imagepolicy\": \"" + value + ":tag\"}").orElse(""));
    }
  }

  /** Returns the text of a file. */
  public static String write(SortedMap<String, Line> lines) {
    StringBuilder text = new StringBuilder();
    HEAD.forEach(line -> text.append(line).append('\n'));
    lines.forEach((name, line) -> text.append(line.text(name)));
    return text.toString();
  }

  /** Returns whether an earlier run has written {@code text}, whatever became of it since. */
  public static boolean isOwn(String text) {
    return text.startsWith(MARK);
  }

  /** Reads the text of a file. */
  public static VersionsFile read(String text) {
    SortedMap<String, String> versions = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    String rest = lines.remove(lines.size() - 1);
    if (!rest.isEmpty()) {
      lines.add(rest);
      problems.add(refused(lines.size(), "end with a line feed", rest, "add it"));
    }
    for (int i = 0; i < HEAD.size(); i++) {
      String line = i < lines.size() ? lines.get(i) : "";
      if (!line.equals(HEAD.get(i))) {
        // The next lines may well be right, for another head.
        problems.add(refused(i + 1, "be '" + HEAD.get(i) + "'", line, "write it so"));
        return new VersionsFile(versions, problems);
      }
    }
    for (int i = HEAD.size(); i < lines.size(); i++) {
      version(i + 1, lines.get(i), versions).ifPresent(problems::add);
    }
    return new VersionsFile(versions, problems);
  }

  /** Returns what is wrong with a line, or adds its version. */
  private static Optional<String> version(
      int number, String line, SortedMap<String, String> versions) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      return Optional.of(
          refused(number, "be a name and its version in double quotes", line, remedy(line)));
    }
    String version = matcher.group(2);
    if (!VersionSyntax.isExact(version)) {
      return Optional.of(refused(number, "have a version such as '1.20.2'", version, "correct it"));
    }
    return versions.putIfAbsent(matcher.group(1), version) == null
        ? Optional.empty()
        : Optional.of(
            refused(number, "have another name than those above", matcher.group(1), "remove one"));
  }

  private static String remedy(String line) {
    if (line.isBlank()) {
      return "remove it";
    }
    if (line.endsWith("\r")) {
      return "end lines with a line feed alone";
    }
    Matcher matcher = OTHER_QUOTES.matcher(line);
    return matcher.matches() && VersionSyntax.isExact(matcher.group(2))
        ? "write '  %s: \"%s\"'".formatted(matcher.group(1), matcher.group(2))
        : "write one such as '  web: \"1.20.2\"', or remove it";
  }

  private static String refused(int line, String rule, String value, String remedy) {
    return "line %d must %s, got '%s'; %s".formatted(line, rule, value.stripTrailing(), remedy);
  }
}
