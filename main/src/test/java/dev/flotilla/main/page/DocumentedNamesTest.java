package dev.flotilla.main.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.schema.ObjectSchemas;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the text of README and docs calls a type or a member is called so in the libraries. */
class DocumentedNamesTest {
  private static final Path ROOT = Path.of(System.getProperty("basedir", ""), "..").normalize();

  private static final Pattern FENCE = Pattern.compile("(?sm)^ *```.*?^ *```$");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** Has small letters too and no underscore, unlike a variable. */
  private static final String TYPE = "[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*";

  /** A type, a member of one, or a call: nothing with a slash, a space or a placeholder in it. */
  private static final Pattern JAVA =
      Pattern.compile("(new |@)?" + TYPE + "(\\(.*\\)|(\\.\\w+(\\(.*\\))?)+)?", Pattern.DOTALL);

  private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");
  private static final Pattern CHAIN = Pattern.compile("(?<![\\w.)])" + TYPE + "\\b(\\.\\w+)*");
  private static final Pattern ARGUMENTS = Pattern.compile("\\([^()]*\\)");

  /** Of the JDK, CDKTF and the libraries; values of Kubernetes and Flux; names of files. */
  private static final Set<String> OTHERS =
      Set.of(
          "App",
          "TerraformOutput",
          "RecordBuilder",
          "Opaque",
          "Orphan",
          "Enabled",
          "Skip",
          "Stalled",
          "Ready",
          "Test",
          "Makefile",
          "Chart.yaml");

  private static final JavaNames NAMES = new JavaNames();
  private static final SortedSet<String> KINDS = kinds();
  private static final SortedSet<String> TESTS = tests();

  static Stream<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (String name : List.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md")) {
      pages.add(ROOT.resolve(name));
    }
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages.stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void namesAreThoseOfTheLibraries(Path page) throws IOException {
    assertThat(unknown(Files.readString(page)))
        .as("names in code font in %s that nothing is called", page)
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "`Cluster.Builder.addTenant` and `Tenant`",
        "`Cluster.domain`, in a group of the cluster's",
        "`ValuesSource.secret(\"Web\").withKey(\"token\")`",
        "`Patch.arguments(Controllers.of(FluxController.HELM_CONTROLLER).withShards(), \"--v=2\")`",
        "`new Version(1, 2, 3)`",
        "`OCIRepository`, `Opaque`, `TF_VAR_x`, `No changes.`",
        "```java\nnew Tennant();\n```"
      })
  void acceptsNamesThatExist(String text) {
    assertThat(unknown(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "`Tennant` | Tennant",
        "`Cluster.Builder.addTenants` | Cluster.Builder.addTenants",
        "`Cluster.Bilder.addTenant` | Cluster.Bilder",
        "`ValuesSource.secret(x).withKeys(y)` | ValuesSource.secret.withKeys",
        "`Patch.arguments(Controllers.off(x), y)` | Controllers.off",
        "`new Tennant(a, \"b\", c)` | Tennant",
        "`Retention.KEPT` | Retention.KEPT"
      })
  void namesThatNothingHasAreFound(String text, String name) {
    assertThat(unknown(text)).containsExactly(name);
  }

  @Test
  void namesOfThePagesAreRead() throws IOException {
    assertThat(codes(Files.readString(ROOT.resolve("docs/tenant.md"))))
        .contains("DependencyReadiness.now()", "TenantProps.dependsOn");
  }

  private static SortedSet<String> unknown(String text) {
    SortedSet<String> unknown = new TreeSet<>();
    for (String code : codes(text)) {
      String java = TEXT.matcher(code).replaceAll("\"\"");
      if (JAVA.matcher(java).matches()) {
        chains(java).filter(chain -> !isOther(chain)).forEach(chain -> add(chain, unknown));
      }
    }
    return unknown;
  }

  private static void add(String chain, Set<String> unknown) {
    List<String> names = List.of(chain.split("\\."));
    if (!NAMES.hasType(names.get(0))) {
      unknown.add(names.get(0));
    } else {
      NAMES.unknown(names).ifPresent(unknown::add);
    }
  }

  /** Returns each {@code Type.member.member} in an expression, without arguments. */
  private static Stream<String> chains(String java) {
    List<String> chains = new ArrayList<>();
    String rest = java;
    while (ARGUMENTS.matcher(rest).find()) {
      ARGUMENTS.matcher(rest).results().forEach(part -> addChains(part.group(), chains));
      rest = ARGUMENTS.matcher(rest).replaceAll("");
    }
    addChains(rest, chains);
    return chains.stream();
  }

  private static void addChains(String java, List<String> chains) {
    CHAIN.matcher(java).results().map(MatchResult::group).forEach(chains::add);
  }

  private static boolean isOther(String chain) {
    return OTHERS.contains(chain) || KINDS.contains(chain) || TESTS.contains(chain);
  }

  private static List<String> codes(String text) {
    return CODE.matcher(FENCE.matcher(text).replaceAll(""))
        .results()
        .map(code -> code.group(1).replaceAll("\\s+", " "))
        .toList();
  }

  /** Returns the kinds of Kubernetes and Flux, each the second word of a line. */
  private static SortedSet<String> kinds() {
    try (InputStream kinds = ObjectSchemas.class.getResourceAsStream("schemas/kinds.txt")) {
      return new String(kinds.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.substring(line.indexOf(' ') + 1))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the tests of all modules, which CONTRIBUTING names. */
  private static SortedSet<String> tests() {
    SortedSet<String> tests = new TreeSet<>();
    for (String module : List.of("fleet", "constructs", "stacks", "main", "d2", "tests")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test"))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".java"))
            .forEach(name -> tests.add(name.replaceFirst("\\.java$", "")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return tests;
  }
}
