package dev.flotilla.constructs.flux;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.helm.release.Release;
import com.hashicorp.cdktf.providers.helm.release.ReleaseConfig;
import dev.flotilla.constructs.chart.BootstrapChart;
import dev.flotilla.constructs.chart.ChartAsset;
import dev.flotilla.constructs.opentofu.OpenTofuOverrides;
import dev.flotilla.fleet.flux.FluxInstance;
import java.util.List;
import software.constructs.Construct;

/** Releases whose objects OpenTofu applies until Flux has adopted them. */
final class BootstrapReleases {
  private final Construct scope;
  private final String chart;

  BootstrapReleases(Construct scope) {
    this.scope = scope;
    this.chart =
        ChartAsset.path(scope, "UntilAdopted", BootstrapChart.folder(), BootstrapChart.VERSION);
  }

  /**
   * Returns a release of the objects in {@code values}.
   *
   * @param id the construct id; its capital keeps it apart from those of the Secrets
   * @param resource the resource's name, as users read it in a plan
   * @param name the Helm release, other than the one that Flux will upgrade
   */
  Release release(
      String id,
      String resource,
      String name,
      List<String> values,
      List<? extends ITerraformDependable> dependsOn) {
    Release release =
        new Release(
            scope,
            id,
            ReleaseConfig.builder()
                .name(name)
                .namespace(FluxInstance.NAMESPACE)
                .chart(chart)
                .version(BootstrapChart.VERSION)
                // A first apply that timed out leaves a release that only an upgrade can repair.
                .upgradeInstall(true)
                .takeOwnership(true)
                .wait(true)
                .values(values)
                .dependsOn(dependsOn)
                .build());
    release.overrideLogicalId(resource);
    OpenTofuOverrides.forgetOnDestroy(release);
    return release;
  }
}
