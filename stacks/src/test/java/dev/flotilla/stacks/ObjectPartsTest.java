package dev.flotilla.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.flotilla.stacks.fixture.ObjectParts;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ObjectPartsTest {
  private static final String HEAD = "kind: ResourceSet\nspec:\n  resources:\n";
  private static final String POLICY = object("Policy", "sources", 300);
  private static final String BINDING = object("Binding", "sources", 1);
  private static final String OTHER = object("Policy", "roles", 1);

  private static String object(String kind, String name, int lines) {
    return "  - apiVersion: v1\n    kind: %s\n    metadata:\n      name: %s\n%s"
        .formatted(kind, name, "    # more\n".repeat(lines));
  }

  private static SortedMap<String, String> parts(String text) {
    SortedMap<String, String> files = new TreeMap<>();
    files.put("tenants/policies.yaml", text);
    return ObjectParts.of(files);
  }

  @Test
  void partsAreAPartForEachNameAndTheirOrder() {
    SortedMap<String, String> expected = new TreeMap<>();
    expected.put("tenants/policies.yaml", HEAD + "  # sources.yaml\n  # roles.yaml\n");
    expected.put("tenants/policies/sources.yaml", POLICY + BINDING);
    expected.put("tenants/policies/roles.yaml", OTHER);

    assertThat(parts(HEAD + POLICY + BINDING + OTHER)).isEqualTo(expected);
  }

  @Test
  void partsLeaveAFileThatFitsIntoAReviewAsItIs() {
    assertThat(parts(HEAD + OTHER)).hasSize(1).containsValue(HEAD + OTHER);
  }

  @Test
  void partsRefuseAnOrderThatTheyCouldNotShow() {
    assertThatIllegalStateException()
        .isThrownBy(() -> parts(HEAD + POLICY + OTHER + BINDING))
        .withMessage("objects named 'sources' must follow each other in 'tenants/policies.yaml'");
  }
}
