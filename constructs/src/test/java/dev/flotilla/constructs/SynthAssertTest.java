package dev.flotilla.constructs;

import static dev.flotilla.constructs.SynthAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.TerraformVariable;
import com.hashicorp.cdktf.TerraformVariableConfig;
import com.hashicorp.cdktf.Testing;
import org.junit.jupiter.api.Test;

class SynthAssertTest {
  private final TerraformStack stack = new TerraformStack(Testing.app(), "test");

  SynthAssertTest() {
    new TerraformVariable(stack, "adopt", TerraformVariableConfig.builder().type("bool").build());
    new TerraformVariable(
        stack, "region", TerraformVariableConfig.builder().type("string").build());
  }

  @Test
  void showsTheNearestBlockWhenOneIsMissing() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(stack).hasBlock("variable.adapt"))
        .withMessage("no block variable.adapt; the nearest is variable.adopt: {\"type\":\"bool\"}");
  }

  @Test
  void showsTheBlockWhenAnAttributeDiffers() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(stack).hasBlock("variable.adopt").with("/type", "string"))
        .withMessage(
            "variable.adopt must have /type = \"string\", got \"bool\", in {%n  \"type\" : \"bool\"%n}"
                .formatted());
  }

  @Test
  void showsTheBlockWhenAnAttributeIsMissing() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(stack).hasBlock("variable.adopt").with("/default", true))
        .withMessage(
            "variable.adopt must have /default = true, got nothing, in {%n  \"type\" : \"bool\"%n}"
                .formatted());
  }

  @Test
  void showsAnAttributeThatMustBeAbsent() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(stack).hasBlock("variable.adopt").without("/type"))
        .withMessage("variable.adopt must not have /type, got \"bool\"");
  }
}
