package dev.flotilla.main.opentofu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class DeclaredStackTest {
  @Test
  void namesItsOwnerAndItsReleasesInOrder() {
    DeclaredStack stack =
        stack(
            """
            {"resource": {
              "kubernetes_namespace_v1": {"flux_system": {"metadata": {
                "annotations": {"flotilla.dev/owner": "acme/staging"}}}},
              "helm_release": {"flux_operator": {"name": "flux-operator"}, "flux": {"name": "flux"}}}}
            """);

    assertThat(stack.owner()).isEqualTo("acme/staging");
    assertThat(stack.releases()).containsExactly("flux-operator", "flux");
  }

  @Test
  void namesNeitherOwnerNorReleasesIfAnotherToolHasWrittenIt() {
    assertThat(stack("{\"resource\": {}}").owner()).isEmpty();
    assertThat(stack("{\"resource\": {}}").releases()).isEmpty();
  }

  private static DeclaredStack stack(String json) {
    try {
      return new DeclaredStack(JsonMapper.builder().build().readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
