package dev.flotilla.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RepairE2E {
  @Test
  void wrongFirstBootstrapIsRepairedByTheNextDeploy(@InSandbox("repair") Sandbox sandbox) {
    Path folder = Project.emptyFolder("repair");
    ProcessResult wrong =
        Program.variedFleet(folder, "operator=0.58.0", "flux=1.99.x")
            .against(sandbox)
            .inContext("repair")
            .run("deploy", "staging", "--timeout", "15s")
            .exited(1);
    assertThat(wrong.stderr()).contains("FluxInstance").contains("1.99.x");
    assertThat(Flux.isReady(Flux.instance(sandbox.client()))).isFalse();
    String wrongOperator = operatorVersion(sandbox);

    Program.flotilla(folder)
        .against(sandbox)
        .inContext("repair")
        .run("deploy", "staging")
        .succeeded();

    assertThat(Flux.isReady(Flux.instance(sandbox.client()))).isTrue();
    assertThat(wrongOperator).isEqualTo("v0.58.0");
    assertThat(operatorVersion(sandbox)).isEqualTo("v0.58.1");
  }

  private static String operatorVersion(Sandbox sandbox) {
    return Flux.operator(sandbox.client())
        .getMetadata()
        .getLabels()
        .get("app.kubernetes.io/version");
  }
}
