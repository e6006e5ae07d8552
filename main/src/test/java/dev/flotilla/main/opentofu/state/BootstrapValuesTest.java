package dev.flotilla.main.opentofu.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class BootstrapValuesTest {
  @Test
  void valuesAreReadFromAStackAsOpenTofuReadsThem() throws JsonProcessingException {
    String stack =
        """
        {
          "data": {"helm_template": {"flux_operator": {"values": ["reporting: {}"]}}},
          "resource": {"helm_release": {
            "flux": {"values": ["domain: $${DOMAIN} %%{if}"]},
            "flux_operator": {"values": ["shown: {}", "${sensitive(1)}"]}
          }}
        }
        """;

    assertThat(BootstrapValues.ofStack(new ObjectMapper().readTree(stack)))
        .isEqualTo(new BootstrapValues("domain: ${DOMAIN} %{if}", "shown: {}", "reporting: {}"));
  }

  @Test
  void valuesAreReadFromAState() {
    String state =
        """
        {"values": {"root_module": {"resources": [
          {"address": "data.helm_template.flux_operator", "values": {"values": ["reporting: {}"]}},
          {"address": "helm_release.flux", "values": {"values": ["object: {}"]}},
          {"address": "helm_release.flux_operator", "values": {"values": ["shown: {}", "hidden"]}}
        ]}}}
        """;

    assertThat(StackState.parse(state).bootstrapValues())
        .isEqualTo(new BootstrapValues("object: {}", "shown: {}", "reporting: {}"));
    assertThat(Recorded.emptyState().bootstrapValues()).isEqualTo(new BootstrapValues("", "", ""));
  }
}
