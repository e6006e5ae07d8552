package dev.flotilla.tests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DoctorE2E {
  private final Program program;

  DoctorE2E(@InSandbox("staging") Bootstrapped staging) {
    program = Program.flotilla(Project.emptyFolder("doctor")).against(staging.sandbox());
  }

  @Test
  void everythingIsFoundWhereEverythingIs() {
    ProcessResult doctor = program.run("doctor", "staging").succeeded();

    assertThat(doctor.stdout().lines())
        .hasSize(4)
        .allMatch(line -> line.startsWith("ok"))
        .anyMatch(line -> line.contains("Node.js: "))
        .anyMatch(line -> line.contains("OpenTofu: 1."))
        .anyMatch(line -> line.contains("cluster 'staging': Kubernetes v1."));
  }

  @Test
  void allThatIsMissingIsToldAtOnceWithItsRemedy() {
    ProcessResult doctor =
        program
            .with("TERRAFORM_BINARY_NAME", "/no/tofu")
            .with("KUBECONFIG", "/no/kubeconfig")
            .run("doctor", "staging")
            .exited(1);

    assertThat(doctor.stdout().lines().filter(line -> line.startsWith("failed")))
        .containsExactly(
            "failed  OpenTofu: cannot start OpenTofu, got '/no/tofu'; install OpenTofu 1.12.0 or newer, or set TERRAFORM_BINARY_NAME to its path",
            "failed  cluster 'staging': the kubeconfig of cluster 'staging' must be a file, got '/no/kubeconfig' from KUBECONFIG; set KUBECONFIG to the file with context 'staging'");
  }
}
