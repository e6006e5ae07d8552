package dev.flotilla.fleet.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.artifact.GitContentRepository;
import dev.flotilla.fleet.artifact.Retention;
import dev.flotilla.fleet.automation.Author;
import dev.flotilla.fleet.automation.UpdateAutomationProps;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.flux.FluxSettings;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.GitSource;
import dev.flotilla.fleet.source.GitVerification;
import dev.flotilla.fleet.source.SyncSource;
import dev.flotilla.fleet.tenant.TenantProps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FluxVersionRulesTest {
  private static final String APPS = "https://github.com/acme/apps.git";
  private static final GitRef.Branch MAIN = GitRef.branch("main");
  private static final Environment STAGING = Environment.ofBranch("staging", "main");
  private static final Organization ACME = Organization.onGitHub("ghcr.io", "acme", "fleet");

  /** Without source-watcher, which needs a newer one itself. */
  private static final FluxSettings OLD = FluxSettings.builder().build();

  @Test
  void refusesDeletionThatFluxDoesNotKnowYet() {
    assertThat(FleetRules.check(fleet("2.5.x", Retention.DELETE, "web", "shop")))
        .containsExactly(
            problem(
                "Retention.DELETE of 'shop', 'web' needs Flux 2.6 or newer, got '2.5.x'; raise the version of its Distribution"));
    assertThat(FleetRules.check(fleet("2.5.x", Retention.KEEP, "web"))).isEmpty();
  }

  @Test
  void refusesAFluxThatWouldDeleteWhatStays() {
    assertThat(FleetRules.check(fleet("2.4.0", Retention.KEEP, "web")))
        .containsExactly(
            problem(
                "Retention.KEEP of 'web' needs Flux 2.5 or newer, got '2.4.0'; raise the version of its Distribution"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.6.0", "2.6.x", "2.x", ">=2.5"})
  void acceptsVersionsThatReachFarEnough(String flux) {
    assertThat(FleetRules.check(fleet(flux, Retention.DELETE, "web"))).isEmpty();
  }

  @Test
  void refusesArtifactsWhoseSourceFluxDoesNotKnowYet() {
    assertThat(FleetRules.check(artifacts("2.5.x")))
        .containsExactly(
            problem(
                "the OCIRepository of 'oci://ghcr.io/acme/apps/web' needs Flux 2.6 or newer, got '2.5.x'; raise the version of its Distribution"));
    assertThat(FleetRules.check(artifacts("2.6.x"))).isEmpty();
  }

  @Test
  void refusesUpdatesThatFluxDoesNotKnowYet() {
    assertThat(FleetRules.check(updates("2.6.x")))
        .containsExactly(
            problem(
                "the update automation 'apps' needs Flux 2.7 or newer, got '2.6.x'; raise the version of its Distribution"));
    assertThat(FleetRules.check(updates("2.7.x"))).isEmpty();
  }

  private static Problem problem(String message) {
    return new Problem("fleet", message);
  }

  private static Fleet fleet(String flux, Retention retention, String... tenants) {
    Fleet.Builder fleet = fromGit(flux);
    for (String tenant : tenants) {
      fleet.addTenant(
          TenantProps.builder(
                  new GitContentRepository("apps", APPS, GitVerification.none()).content(tenant))
              .retention(retention)
              .build());
    }
    return fleet.build();
  }

  private static Fleet artifacts(String flux) {
    TenantProps web =
        TenantProps.builder(
                ACME.artifacts("apps", "apps", ArtifactSigner::gitHubActions).artifact("web"))
            .build();
    return Fleets.of(Fleets.staging().flux(OLD).addTenant(web).build()).toBuilder()
        .fluxRelease(new FluxRelease(flux, "0.59.0"))
        .build();
  }

  private static Fleet updates(String flux) {
    UpdateAutomationProps updates =
        UpdateAutomationProps.of(
            "apps",
            SyncSource.git(APPS, MAIN, "update-policies", GitVerification.none())
                .withCredential(Credential.gitBasic("git-bot", "flux")),
            new Author("bot", "bot@acme.example"));
    return fromGit(flux)
        .addCluster(Cluster.automation("update", STAGING).addUpdateAutomation(updates).build())
        .build();
  }

  private static Fleet.Builder fromGit(String flux) {
    GitSource source =
        SyncSource.git(
            "https://github.com/acme/fleet.git", MAIN, "clusters", GitVerification.none());
    return Fleet.builder(ACME, new FluxRelease(flux, "0.59.0"))
        .sync(FleetSync.from(source))
        .addCluster(Cluster.workload("staging", STAGING).flux(OLD).build());
  }
}
