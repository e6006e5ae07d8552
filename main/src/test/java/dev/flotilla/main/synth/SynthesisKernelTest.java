package dev.flotilla.main.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.TerraformStack;
import org.junit.jupiter.api.Test;
import software.amazon.jsii.JsiiError;

class SynthesisKernelTest {
  @Test
  void keepsRunningWhenItRefusesAConstruct() {
    App app = new App();
    new TerraformStack(app, "staging");

    JsiiError refused =
        catchThrowableOfType(JsiiError.class, () -> new TerraformStack(app, "staging"));

    assertThat(refused).hasMessageContaining("already a Construct with name 'staging'");
    assertThat(SynthesisKernel.hasEnded(refused)).isFalse();
  }
}
