package dev.flotilla.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.DeployedSandbox;
import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.flux.Flux;
import dev.flotilla.tests.harness.project.Project;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("staging")
class DetachE2E {
  private final DeployedSandbox cluster;

  DetachE2E(@InSandbox("staging") DeployedSandbox cluster) {
    this.cluster = cluster;
  }

  @Test
  void destroyDetachesAndADeployConvergesAgain() {
    Map<String, String> before = Flux.fingerprints(cluster.sandbox().client());
    assertDeletesNothingOfTheUsersOwnUnasked();

    assertThat(cluster.program().run("destroy", "staging").succeeded().stderr())
        .contains(
            """
            staging: left behind on the cluster: Secret/flux-system/ghcr-auth
            staging: still running: the namespace flux-system, the Flux Operator, Flux, and all that Flux has deployed
            """);

    assertThat(withoutSecrets()).isEqualTo(withoutSecrets(before));
    assertThat(Flux.isReady(Flux.instance(cluster.sandbox().client()))).isTrue();

    cluster.program().run("deploy", "staging", "--adopt", "--flux-only").succeeded();

    assertThat(withoutSecrets()).isEqualTo(withoutSecrets(before));
    cluster.program().run("diff", "staging", "--plane", "stacks", "--refresh").succeeded();
  }

  private void assertDeletesNothingOfTheUsersOwnUnasked() {
    Program noted =
        Program.variedFleet(cluster.folder(), "note=mine")
            .against(cluster.sandbox())
            .inContext("staging");
    noted.run("deploy", "staging", "--flux-only").succeeded();
    String state = Project.read(cluster.program().state("staging"));

    assertThat(noted.run("destroy", "staging").exited(1).stderr())
        .endsWith(
            "error: cluster 'staging': destroy would delete what your own constructs created, got"
                + " 'terraform_data.note'; if that is intended, run 'flotilla destroy staging"
                + " --delete', otherwise give them a lifecycle with destroy = false, deploy, and"
                + " destroy again\n");
    assertThat(Project.read(cluster.program().state("staging"))).isEqualTo(state);

    assertThat(noted.run("destroy", "staging", "--delete").succeeded().stderr())
        .contains(
            "staging: detach: deleted terraform_data.note\n",
            "staging: detach: forgot helm_release.flux\n");
    cluster.program().run("deploy", "staging", "--adopt", "--flux-only").succeeded();
  }

  private Map<String, String> withoutSecrets() {
    return withoutSecrets(Flux.fingerprints(cluster.sandbox().client()));
  }

  /** The credential is written anew, and Helm keeps its releases in Secrets. */
  private static Map<String, String> withoutSecrets(Map<String, String> fingerprints) {
    fingerprints.keySet().removeIf(name -> name.startsWith("Secret/"));
    return fingerprints;
  }
}
