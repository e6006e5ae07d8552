package dev.flotilla.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What README and docs show compiles, yields what they say, and leads somewhere. */
class DocsIT {
  static List<Document> documents() {
    return Document.all();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void linksLeadSomewhere(Document document) {
    assertThat(document.links()).allMatch(document::leadsSomewhere);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void javaCompiles(Document document) throws IOException {
    for (String code : document.fences("java")) {
      new JavaExample(code).compile(Project.emptyFolder("docs-java"));
    }
  }

  /** JSON is a part, and YAML a text, of what the program before it synthesizes. */
  @ParameterizedTest
  @MethodSource("documents")
  void programsYieldWhatIsShownAfterThem(Document document) throws IOException {
    List<JsonNode> stacks = List.of();
    for (Document.Fence fence : document.fences()) {
      switch (fence.language()) {
        case "java" -> {
          JavaExample example = new JavaExample(fence.code());
          if (example.isWholeProgram()) {
            stacks = synthesize(example);
          }
        }
        case "json" ->
            assertThat(parts(stacks))
                .as("what the program before this JSON synthesizes")
                .contains(Sandbox.json(fence.code()));
        case "yaml" ->
            assertThat(parts(stacks))
                .filteredOn(JsonNode::isTextual)
                .extracting(JsonNode::textValue)
                .as("texts in what the program before this YAML synthesizes")
                .contains(fence.code());
        default -> {}
      }
    }
  }

  private static List<JsonNode> synthesize(JavaExample example) throws IOException {
    Path folder = Project.emptyFolder("docs-program");
    example.program(folder).run("synth").succeeded();
    List<JsonNode> stacks = new ArrayList<>();
    for (Path file : Project.files(folder.resolve("cdktf.out/stacks"))) {
      if (file.endsWith("cdk.tf.json")) {
        stacks.add(Sandbox.json(Files.readString(file)));
      }
    }
    return stacks;
  }

  /** Returns the stacks and all that is in them, without CDKTF's notes. */
  private static List<JsonNode> parts(List<JsonNode> stacks) {
    List<JsonNode> parts = new ArrayList<>();
    for (JsonNode stack : stacks) {
      stack.findParents("//").forEach(node -> ((ObjectNode) node).remove("//"));
      addParts(stack, parts);
    }
    return parts;
  }

  private static void addParts(JsonNode node, List<JsonNode> parts) {
    parts.add(node);
    node.forEach(child -> addParts(child, parts));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void makeHasTheTargets(Document document) {
    List<String> targets = find("(?m)^([a-z-]+):", Document.of("Makefile").text());

    for (String target : find("\\bmake ([a-z]+(?:-[a-z-]+)?)\\b", code(document))) {
      if (target.startsWith("bootstrap-")) {
        String cluster = target.substring("bootstrap-".length());
        assertThat(Program.flotilla(Project.ROOT).run("list").succeeded().stdout())
            .contains("\n" + cluster + " ");
      } else {
        assertThat(targets).contains(target);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void programHasTheCommandsAndOptions(Document document) {
    for (String command : document.commands()) {
      if (command.startsWith("./flotilla ")) {
        List<String> words = List.of(command.split(" +"));
        String help =
            Program.flotilla(Project.ROOT).run(words.get(1), "--help").succeeded().stdout();
        assertThat(find(" (--[a-z-]+)", command)).allMatch(help::contains);
      }
    }
  }

  /** Returns the fences, and what is set as code in the text. */
  private static String code(Document document) {
    return String.join("\n", find("(?s)(```.*?```|`[^`]+`)", document.text()));
  }

  private static List<String> find(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1)).toList();
  }
}
