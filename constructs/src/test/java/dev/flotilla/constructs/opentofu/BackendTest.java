package dev.flotilla.constructs.opentofu;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hashicorp.cdktf.TerraformBackend;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.Testing;
import dev.flotilla.fleet.state.State;
import org.junit.jupiter.api.Test;

class BackendTest {
  @Test
  void refusesToReadTheStateOfAnotherStack() {
    TerraformStack stack = new TerraformStack(Testing.app(), "staging");
    Backend.add(stack, "staging", State.gitLab("https://gitlab.acme.example", 42));
    TerraformBackend backend = (TerraformBackend) stack.getNode().findChild("backend");

    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> backend.getRemoteStateDataSource(stack, "other", "prod"))
        .withMessage(
            "a stack must not read the state of another, got 'prod'; pass the value in as a variable of your own");
  }
}
