package dev.flotilla.tests.harness.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Markdown document of the project.
 *
 * @param path relative to the project's folder
 */
public record Document(Path path, String text) {
  private static final Pattern FENCE = Pattern.compile("(?sm)^```(\\w*)\n(.*?)^```$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

  /** A block of code in a language. */
  public record Fence(String language, String code) {}

  public static Document of(String file) {
    return new Document(Path.of(file), Project.read(Project.ROOT.resolve(file)));
  }

  /** Returns what users read: the README, the changelog, every page of docs. */
  public static List<Document> all() {
    Stream<String> docs =
        Project.files(Project.ROOT.resolve("docs")).stream()
            .map(file -> Project.ROOT.relativize(file).toString())
            .filter(file -> file.endsWith(".md"));
    Stream<String> others = Stream.of("README.md", "CHANGELOG.md", "tests/consumer/README.md");
    return Stream.concat(others, docs).map(Document::of).toList();
  }

  /** Returns what the group of a pattern matches in a text, in order. */
  public static List<String> find(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1)).toList();
  }

  /** Returns the blocks of code, in order. */
  public List<Fence> fences() {
    return FENCE.matcher(text).results().map(Document::fence).toList();
  }

  public List<String> fences(String language) {
    return fences().stream()
        .filter(fence -> fence.language.equals(language))
        .map(Fence::code)
        .toList();
  }

  private static Fence fence(MatchResult match) {
    return new Fence(match.group(1), match.group(2));
  }

  /** Returns what is below a heading, to the next one. */
  public Document section(String heading) {
    String below = text.substring(text.indexOf("\n## " + heading + "\n") + 1);
    int next = below.indexOf("\n## ");
    return new Document(path, next < 0 ? below : below.substring(0, next + 1));
  }

  /** Returns the commands of its shell fences, without comments. */
  public List<String> commands() {
    return fences("sh").stream()
        .flatMap(code -> code.replace("\\\n", " ").lines())
        .map(line -> line.replaceFirst("(^| +)#.*", ""))
        .flatMap(line -> Stream.of(line.split("&&", -1)))
        .map(String::strip)
        .filter(command -> !command.isEmpty())
        .toList();
  }

  /** Returns the links within the project, each with its anchor if it has one. */
  public List<String> links() {
    String prose = FENCE.matcher(text).replaceAll("");
    return LINK.matcher(prose)
        .results()
        .map(match -> match.group(1))
        .filter(link -> !link.contains("://"))
        .toList();
  }

  /** Whether a link of this document leads to a file and a heading that are there. */
  public boolean leadsSomewhere(String link) {
    String file = link.replaceFirst("#.*", "");
    Path folder = path.resolveSibling(file).normalize();
    Path target = file.isEmpty() ? path : folder;
    if (!Files.exists(Project.ROOT.resolve(target))) {
      return false;
    }
    return !link.contains("#")
        || Document.of(target.toString()).anchors().contains(link.replaceFirst(".*#", ""));
  }

  /** Returns the headings as GitHub makes anchors of them. */
  private List<String> anchors() {
    return HEADING
        .matcher(FENCE.matcher(text).replaceAll(""))
        .results()
        .map(match -> match.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .toList();
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
