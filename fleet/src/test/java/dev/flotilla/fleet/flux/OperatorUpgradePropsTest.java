package dev.flotilla.fleet.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.fleet.version.Version;
import org.junit.jupiter.api.Test;

class OperatorUpgradePropsTest {
  @Test
  void chartOfUpstreamMustCarryItsSignature() {
    assertThat(upgrade(FluxRelease.CHARTS).verification())
        .isEqualTo(FluxRelease.CHARTS_VERIFICATION);
  }

  @Test
  void chartOfAMirrorNeedsNoSignatureUnlessOneIsDemanded() {
    OperatorUpgradeProps mirrored = upgrade(new OciUrl("oci://registry.acme.example/charts"));
    Verification signed = FluxRelease.CHARTS_VERIFICATION;

    assertThat(mirrored.verification()).isEqualTo(Verification.none());
    assertThat(mirrored.withVerification(signed).verification()).isEqualTo(signed);
  }

  private static OperatorUpgradeProps upgrade(OciUrl charts) {
    return OperatorUpgradeProps.of(
        OperatorChart.of(charts, Version.of("0.59.0")),
        InstanceCluster.multitenant(InstanceCluster.Size.MEDIUM));
  }
}
