package dev.flotilla.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RepairE2E {
  @Test
  void wrongFirstBootstrapIsToldAndRepairedByTheNextDeploy(@InSandbox("repair") Sandbox sandbox) {
    Path folder = Project.emptyFolder("repair");
    Program right = Program.flotilla(folder).against(sandbox).inContext("repair");
    Program wrong =
        Program.variedFleet(folder, "operator=0.58.0", "flux=1.99.x")
            .against(sandbox)
            .inContext("repair");
    assertThat(right.run("status", "staging").exited(2).stdout())
        .contains("no FluxInstance; run 'flotilla deploy staging'");

    ProcessResult deploy = wrong.run("deploy", "staging", "--timeout", "5s").exited(1);

    assertThat(deploy.stderr())
        .contains("error: cluster 'staging' must have its Flux ready within 5 s, and has not")
        .contains("FluxInstance/flux: not ready: ")
        .contains("1.99.x");
    assertThat(right.run("status", "staging").exited(2).stdout()).contains("1.99.x");
    assertThat(operatorVersion(sandbox)).isEqualTo("v0.58.0");

    right.run("deploy", "staging").succeeded();

    right.run("status", "staging").succeeded();
    assertThat(Flux.isReady(Flux.instance(sandbox.client()))).isTrue();
    assertThat(operatorVersion(sandbox)).isEqualTo("v0.58.1");
  }

  private static String operatorVersion(Sandbox sandbox) {
    return Flux.operator(sandbox.client())
        .getMetadata()
        .getLabels()
        .get("app.kubernetes.io/version");
  }
}
