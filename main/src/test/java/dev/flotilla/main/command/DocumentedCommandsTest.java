package dev.flotilla.main.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.fixture.ExampleFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Every command line that a page, a message, a help text or a workflow names is one. */
class DocumentedCommandsTest {
  private static final Path ROOT =
      Path.of(System.getProperty("basedir", ""), "..").toAbsolutePath().normalize();

  /** Where users read of commands, and workflows run them. */
  private static final List<String> PLACES =
      List.of(
          "README.md",
          "CHANGELOG.md",
          "CONTRIBUTING.md",
          "docs",
          "Makefile",
          "tools",
          ".github",
          "fleet/src/main/java",
          "constructs/src/main/java",
          "stacks/src/main/java",
          "main/src/main",
          "d2/src/main",
          "tests/consumer");

  /** The program's name, and the words after it, up to a quote or another program. */
  private static final Pattern COMMAND_LINE =
      Pattern.compile("(?:\\./|['`]|\\{@code )flotilla((?: +[^\\s'`\"|&;})]+)+)");

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z]+)\\b(.*?)\\|");
  private static final CommandSpec FLOTILLA =
      new CommandLine(
              new FlotillaCommand(),
              new CommandFactory(new Terminal().invocation(ROOT, ExampleFleet::fleet)))
          .getCommandSpec();

  static Stream<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String place : PLACES) {
      try (Stream<Path> tree = Files.walk(ROOT.resolve(place))) {
        tree.filter(Files::isRegularFile).map(ROOT::relativize).sorted().forEach(files::add);
      }
    }
    return files.stream().filter(file -> !file.toString().contains("target/"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void commandsAndOptionsOfTheFileExist(Path file) throws IOException {
    assertThat(unknown(Files.readString(ROOT.resolve(file)))).isEmpty();
  }

  @Test
  void tableOfTheReadmeHasEveryCommand() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    String below = readme.substring(readme.indexOf("\n## The program\n") + 1);
    String table = below.substring(0, below.indexOf("\n## "));

    assertThat(ROW.matcher(table).results().map(row -> row.group(1)))
        .containsExactlyInAnyOrderElementsOf(names(FLOTILLA));
  }

  @Test
  void rowOfACommandHasItsSubcommands() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));

    assertThat(
            ROW.matcher(readme)
                .results()
                .filter(row -> FLOTILLA.subcommands().containsKey(row.group(1)))
                .filter(row -> !subcommands(row.group(1)).isEmpty()))
        .isNotEmpty()
        .allSatisfy(
            row ->
                assertThat(row.group(2).replaceAll("[`,]", "").strip().split(" +"))
                    .containsExactlyInAnyOrderElementsOf(subcommands(row.group(1))));
  }

  private static Set<String> subcommands(String command) {
    return names(FLOTILLA.subcommands().get(command).getCommandSpec());
  }

  private static Set<String> names(CommandSpec command) {
    Set<String> names = new TreeSet<>(command.subcommands().keySet());
    names.remove("help");
    return names;
  }

  @Test
  void unknownWordsOfACommandLineAreFound() {
    assertThat(
            unknown(
                """
                run './flotilla deplo staging', or `./flotilla rollout strat`
                ./flotilla rollout start --version 1.0.0 \\
                  --untill canary
                ./flotilla diff staging --out=DIR | flotilla nothing
                The program './flotilla' has 'flotilla help diff'.
                """))
        .containsExactly("deplo", "rollout strat", "rollout start --untill");
  }

  /** Returns the command lines in a text that the program refuses, up to the wrong word. */
  private static List<String> unknown(String text) {
    return COMMAND_LINE
        .matcher(text.replace("\\\n", " "))
        .results()
        .map((MatchResult line) -> List.of(line.group(1).strip().split(" +")))
        .flatMap(words -> unknown(words).stream())
        .toList();
  }

  private static List<String> unknown(List<String> words) {
    String name = "";
    CommandSpec command = FLOTILLA;
    List<String> unknown = new ArrayList<>();
    for (String word : words) {
      Map<String, CommandLine> commands = command.subcommands();
      if (word.startsWith("--")) {
        String option = word.replaceFirst("[^-a-z].*", "");
        if (!command.optionsMap().containsKey(option)) {
          unknown.add((name + " " + option).strip());
        }
      } else if (commands.containsKey(word)) {
        command = commands.get(word).getCommandSpec();
        name = (name + " " + word).strip();
      } else if (!commands.isEmpty() && word.matches("[a-z]+")) {
        unknown.add((name + " " + word).strip());
        return unknown;
      }
    }
    return unknown;
  }
}
