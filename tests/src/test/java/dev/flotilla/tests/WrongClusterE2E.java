package dev.flotilla.tests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrongClusterE2E {
  @Test
  void deployOntoAnotherClustersFluxChangesNothingAndSaysSo(
      @InSandbox("prod-eu") Bootstrapped prodEu) {
    var before = Flux.fingerprints(prodEu.sandbox().client());
    Program staging =
        Program.flotilla(Project.emptyFolder("wrong-cluster"))
            .against(prodEu.sandbox())
            .inContext("prod-eu");

    ProcessResult deploy = staging.run("deploy", "staging").exited(1);

    String url = Flux.sync(prodEu.sandbox().client(), "url");
    assertThat(deploy.stderr())
        .contains("but its FluxInstance syncs something else; nothing was changed")
        .contains("wanted: " + url + ", path clusters/staging")
        .contains("got:    " + url + ", path clusters/prod-eu");
    assertThat(Flux.fingerprints(prodEu.sandbox().client())).isEqualTo(before);
    assertThat(staging.state("staging")).doesNotExist();
  }
}
