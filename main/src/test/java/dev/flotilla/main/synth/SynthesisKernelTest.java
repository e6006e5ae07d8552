package dev.flotilla.main.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.TerraformStack;
import org.junit.jupiter.api.Test;
import software.amazon.jsii.JsiiError;

class SynthesisKernelTest {
  @Test
  void isOneProcess() {
    SynthesisKernel.await();

    assertThat(ProcessHandle.current().descendants())
        .filteredOn(process -> process.info().commandLine().orElse("").contains("jsii-runtime.js"))
        .hasSize(1)
        .allMatch(node -> node.children().findAny().isEmpty());
  }

  @Test
  void hasNotEndedWhenItRefusesAConstruct() {
    SynthesisKernel.await();
    App app = new App();
    new TerraformStack(app, "staging");

    JsiiError refused =
        catchThrowableOfType(JsiiError.class, () -> new TerraformStack(app, "staging"));

    assertThat(refused).hasMessageContaining("already a Construct with name 'staging'");
    assertThat(SynthesisKernel.hasEnded(refused)).isFalse();
  }
}
