package dev.flotilla.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.DeployedSandbox;
import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.flux.Flux;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.project.Project;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("staging")
class WrongClusterE2E {
  @Test
  void deployOntoAnotherClustersFluxIsRefusedAndChangesNothing(
      @InSandbox("prod-eu") DeployedSandbox prodEu) {
    var before = Flux.fingerprints(prodEu.sandbox().client());
    Program staging =
        Program.warm(Project.emptyFolder("wrong-cluster"))
            .against(prodEu.sandbox())
            .inContext("prod-eu");

    ProcessResult deploy = staging.run("deploy", "staging").exited(1);

    String url = Flux.sync(prodEu.sandbox().client(), "url");
    assertThat(deploy.stderr())
        .endsWith(
            """
            error: the cluster at %s must be 'staging', but has the Flux of somebody else; nothing was changed
              wanted: %s, path clusters/staging
              got:    FluxInstance/flux-system/flux from %s, path clusters/prod-eu
              got:    Kustomization/flux-system/flux-system from %s, path clusters/prod-eu
            """
                    .formatted(prodEu.sandbox().server(), url, url, url)
                + ReleaseCommands.ofAnotherCluster("staging", "prod-eu"));
    assertThat(Flux.fingerprints(prodEu.sandbox().client())).isEqualTo(before);
    assertThat(staging.state("staging")).doesNotExist();
  }
}
