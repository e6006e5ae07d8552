package dev.flotilla.constructs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.Testing;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on what a stack synthesizes to, in OpenTofu's words: blocks by address, attributes by
 * JSON pointer. A failure shows the block that comes nearest.
 */
public final class SynthAssert extends AbstractAssert<SynthAssert, JsonNode> {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SynthAssert(JsonNode json) {
    super(json, SynthAssert.class);
  }

  /** Synthesizes {@code stack} with its validations. */
  public static SynthAssert assertThat(TerraformStack stack) {
    try {
      return new SynthAssert(JSON.readTree(Testing.synth(stack, true)));
    } catch (JsonProcessingException e) {
      throw new AssertionError("a stack must synthesize to JSON", e);
    }
  }

  /**
   * Returns the block at an address such as {@code variable.adopt} or {@code helm_release.flux}.
   */
  public Block hasBlock(String address) {
    Map<String, JsonNode> blocks = blocks();
    if (!blocks.containsKey(address)) {
      String nearest = nearest(address, blocks);
      throw failure("no block %s; the nearest is %s: %s", address, nearest, blocks.get(nearest));
    }
    return new Block(address, blocks.get(address));
  }

  /** Checks the addresses of all variables, data sources and resources, in alphabetical order. */
  public SynthAssert hasExactlyBlocks(String... addresses) {
    org.assertj.core.api.Assertions.assertThat(blocks().keySet()).containsExactly(addresses);
    return this;
  }

  /** Returns the whole document. */
  public Block document() {
    return new Block("the document", actual);
  }

  private Map<String, JsonNode> blocks() {
    Map<String, JsonNode> blocks = new TreeMap<>();
    actual
        .path("variable")
        .properties()
        .forEach(e -> blocks.put("variable." + e.getKey(), e.getValue()));
    addTyped(blocks, "data.", actual.path("data"));
    addTyped(blocks, "", actual.path("resource"));
    return blocks;
  }

  private static void addTyped(Map<String, JsonNode> blocks, String prefix, JsonNode types) {
    types
        .properties()
        .forEach(
            type ->
                type.getValue()
                    .properties()
                    .forEach(
                        block ->
                            blocks.put(
                                prefix + type.getKey() + "." + block.getKey(), block.getValue())));
  }

  private static String nearest(String address, Map<String, JsonNode> blocks) {
    return blocks.keySet().stream()
        .max(Comparator.comparingInt(other -> sharedEnds(address, other)))
        .orElse("nothing: there are none");
  }

  private static int sharedEnds(String a, String b) {
    int start = 0;
    int end = 0;
    int shorter = Math.min(a.length(), b.length());
    while (start < shorter && a.charAt(start) == b.charAt(start)) {
      start++;
    }
    while (end < shorter - start
        && a.charAt(a.length() - 1 - end) == b.charAt(b.length() - 1 - end)) {
      end++;
    }
    return start + end;
  }

  /** One block of the document. */
  public static final class Block extends AbstractAssert<Block, JsonNode> {
    private final String address;

    private Block(String address, JsonNode json) {
      super(json, Block.class);
      this.address = address;
    }

    /** Checks that the value at {@code pointer} is {@code expected}. */
    public Block with(String pointer, Object expected) {
      JsonNode found = actual.at(pointer);
      if (!found.equals(JSON.valueToTree(expected))) {
        throw failure(
            "%s must have %s = %s, got %s, in %s",
            address,
            pointer,
            JSON.valueToTree(expected),
            found.isMissingNode() ? "nothing" : found,
            actual.toPrettyString());
      }
      return this;
    }

    /** Checks that there is nothing at {@code pointer}. */
    public Block without(String pointer) {
      if (!actual.at(pointer).isMissingNode()) {
        throw failure("%s must not have %s, got %s", address, pointer, actual.at(pointer));
      }
      return this;
    }

    /** Returns the text at {@code pointer}. */
    public String text(String pointer) {
      if (!actual.at(pointer).isTextual()) {
        throw failure("%s must have a text at %s, got %s", address, pointer, actual);
      }
      return actual.at(pointer).textValue();
    }
  }
}
