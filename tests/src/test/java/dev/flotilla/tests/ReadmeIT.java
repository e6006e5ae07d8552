package dev.flotilla.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README says is true. */
class ReadmeIT {
  private final String readme = read("README.md");

  @Test
  void firstCommandIsByLineTwenty() {
    List<String> lines = readme.lines().toList();

    assertThat(lines.indexOf("```sh") + 2).isBetween(2, 20);
  }

  @Test
  void makeHasEachTargetThatItNames() {
    List<String> targets = find("(?m)^([a-z]+(-%)?):", read("Makefile"));
    List<String> clusters =
        Program.flotilla(Project.ROOT).run("list").succeeded().stdout().lines().toList();

    List<String> named = find("\\bmake ([a-z]+(-[a-z-]+)?)\\b", readme);

    assertThat(named).isNotEmpty();
    for (String target : named) {
      if (target.startsWith("bootstrap-")) {
        assertThat(targets).contains("bootstrap-%");
        String cluster = target.substring("bootstrap-".length());
        assertThat(clusters).anyMatch(line -> line.startsWith(cluster + " "));
      } else {
        assertThat(targets).contains(target);
      }
    }
  }

  @Test
  void programHasTheCommandsOfTheTable() {
    String help = Program.flotilla(Project.ROOT).run("--help").succeeded().stdout();
    String commands = help.substring(help.indexOf("Commands:"), help.indexOf("Environment:"));

    assertThat(new TreeSet<>(find("(?m)^\\| `([a-z]+)[ `]", readme)))
        .isEqualTo(new TreeSet<>(find("(?m)^  ([a-z]+) ", commands)));
  }

  @Test
  void foldersAndFilesThatItNamesAreThere() {
    List<String> paths = find("`((?:[a-z0-9.]+/)+[A-Za-z0-9.]*)`", readme);

    assertThat(paths).contains("constructs/", "sandbox/");
    assertThat(paths)
        .filteredOn(path -> !path.startsWith("cdktf.out/"))
        .allMatch(path -> Files.exists(Project.ROOT.resolve(path)));
  }

  @Test
  void javaYieldsTheJsonThatItShows() throws IOException {
    Path folder = Project.emptyFolder("readme");
    Path source = folder.resolve("Readme.java");
    Files.writeString(
        source,
        """
        import dev.flotilla.constructs.flux.*;
        import dev.flotilla.main.*;
        import dev.flotilla.stacks.*;

        class Readme {
          public static void main(String[] args) {
        %s
          }
        }
        """
            .formatted(block("java")));

    Program.own(source, folder).run("synth", "staging").succeeded();

    Path stack = folder.resolve("cdktf.out/stacks/staging/cdk.tf.json");
    ObjectNode secret =
        (ObjectNode)
            Sandbox.json(Files.readString(stack)).at("/resource/kubernetes_secret_v1/ghcr_auth");
    secret.remove("//");
    assertThat(secret).isEqualTo(Sandbox.json(block("json")));
  }

  private String block(String language) {
    return find("(?s)```" + language + "\n(.*?)```", readme).get(0);
  }

  private static List<String> find(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(ReadmeIT::found).toList();
  }

  private static String found(MatchResult match) {
    return match.group(1);
  }

  private static String read(String file) {
    try {
      return Files.readString(Project.ROOT.resolve(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
