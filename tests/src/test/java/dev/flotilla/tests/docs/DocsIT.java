package dev.flotilla.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.project.Document;
import dev.flotilla.tests.harness.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What README and docs show compiles, yields what they say, and leads somewhere. */
class DocsIT {
  private static final String CONTENT = "components";

  static List<Document> documents() {
    return Document.all();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void linksHaveATarget(Document document) {
    assertThat(document.links()).allMatch(document::leadsSomewhere);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void javaOfThePagesCompiles(Document document) throws IOException {
    for (String code : document.fences("java")) {
      new JavaExample(code).compile(Project.emptyFolder("docs-java"));
    }
  }

  /**
   * JSON is a part of a stack; YAML is a text in one, or lines of a file of the fleet artifact or
   * of content.
   */
  @ParameterizedTest
  @MethodSource("documents")
  void programsYieldTheOutputThatIsShown(Document document) throws IOException {
    Path output = Path.of("");
    for (Document.Fence fence : document.fences()) {
      switch (fence.language()) {
        case "java" -> {
          JavaExample example = new JavaExample(fence.code());
          Path folder = Project.emptyFolder("docs-program");
          if (example.isWholeProgram()) {
            example.program(folder).run("synth").succeeded();
            output = folder.resolve("cdktf.out");
          } else if (example.isContentProgram()) {
            example.program(folder).run().succeeded();
            output = folder.resolve(CONTENT);
          }
        }
        case "json" ->
            assertThat(parts(stacks(output)))
                .as("what the program before this JSON synthesizes:\n%s", fence.code())
                .anyMatch(part -> isShown(part, Sandbox.json(fence.code())));
        case "yaml" ->
            assertThat(texts(output))
                .as("texts in what the program before this YAML synthesizes:\n%s", fence.code())
                .anyMatch(text -> holds(text, fence.code()));
        default -> {}
      }
    }
  }

  /** A text may be cut off, by "…"; all else is whole. */
  private static boolean isShown(JsonNode part, JsonNode shown) {
    if (shown.isTextual() && shown.textValue().endsWith("…")) {
      String start = shown.textValue().replaceFirst("…$", "");
      return part.isTextual() && part.textValue().startsWith(start);
    }
    if (!shown.isContainerNode()) {
      return part.equals(shown);
    }
    Set<String> names = new TreeSet<>();
    shown.fieldNames().forEachRemaining(names::add);
    part.fieldNames().forEachRemaining(names::add);
    return part.getNodeType() == shown.getNodeType()
        && part.size() == shown.size()
        && names.stream().allMatch(name -> isShown(part.path(name), shown.path(name)))
        && (!shown.isArray()
            || IntStream.range(0, shown.size()).allMatch(i -> isShown(part.get(i), shown.get(i))));
  }

  private static boolean holds(String text, String lines) {
    return text.contains(lines) || text.contains(lines.indent(2));
  }

  private static List<JsonNode> stacks(Path output) throws IOException {
    List<JsonNode> stacks = new ArrayList<>();
    for (Path file : Project.files(output.resolve("stacks"))) {
      if (file.endsWith("cdk.tf.json")) {
        stacks.add(Sandbox.json(Files.readString(file)));
      }
    }
    return stacks;
  }

  private static List<String> texts(Path output) throws IOException {
    List<String> texts = new ArrayList<>();
    if (output.endsWith(CONTENT)) {
      for (Path file : Project.files(output)) {
        texts.add(Files.readString(file));
      }
      return texts;
    }
    for (JsonNode part : parts(stacks(output))) {
      if (part.isTextual()) {
        texts.add(part.textValue());
      }
    }
    if (Files.exists(output.resolve("fleet"))) {
      for (Path file : Project.files(output.resolve("fleet"))) {
        texts.add(Files.readString(file));
      }
    }
    return texts;
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
    List<String> targets = Document.find("(?m)^([a-z-]+):", Document.of("Makefile").text());

    for (String target : Document.find("\\bmake ([a-z]+(?:-[a-z-]+)?)\\b", code(document))) {
      if (target.startsWith("bootstrap-") || target.startsWith("status-")) {
        String cluster = target.replaceFirst("^[a-z]+-", "");
        assertThat(Program.flotilla(Project.ROOT).run("list").succeeded().stdout())
            .contains("\n" + cluster + " ");
      } else {
        assertThat(targets).contains(target);
      }
    }
  }

  /** Returns the fences, and what is set as code in the text. */
  private static String code(Document document) {
    return String.join("\n", Document.find("(?s)(```.*?```|`[^`]+`)", document.text()));
  }
}
