package dev.flotilla.main.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.AppConfig;
import com.hashicorp.cdktf.TerraformStack;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.jsii.JsiiError;

class SynthesisKernelTest {
  @Test
  void keepsRunningWhenItRefusesAConstruct(@TempDir Path output) {
    // Without a folder of its own it would create cdktf.out in that of the module.
    App app = new App(AppConfig.builder().outdir(output.toString()).build());
    new TerraformStack(app, "staging");

    JsiiError refused =
        catchThrowableOfType(JsiiError.class, () -> new TerraformStack(app, "staging"));

    assertThat(refused).hasMessageContaining("already a Construct with name 'staging'");
    assertThat(SynthesisKernel.hasEnded(refused)).isFalse();
  }
}
