package dev.flotilla.fleet.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamespaceNameTest {
  @Test
  void namespaceNameIsALabel() {
    assertThat(new NamespaceName("cert-manager")).hasToString("cert-manager");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Web", "web.shop", "-web", "web_shop"})
  void refusesWhatIsNoLabel(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NamespaceName(name))
        .withMessage(
            "a namespace must be an RFC 1123 label (lower-case letters, digits, '-', at most 63 characters), got '%s'",
            name);
  }

  @Test
  void refusalNamesWhatTheNamespaceIsOf() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NamespaceName.of("the namespace of component 'web'", "Web"))
        .withMessage(
            "the namespace of component 'web' must be an RFC 1123 label (lower-case letters, digits, '-', at most 63 characters), got 'Web'");
  }
}
