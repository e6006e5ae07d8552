package dev.flotilla.fleet.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.GitContentRepository;
import dev.flotilla.fleet.automation.Author;
import dev.flotilla.fleet.automation.UpdateAutomationProps;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.credential.GitBasicCredential;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.GitSource;
import dev.flotilla.fleet.source.GitVerification;
import dev.flotilla.fleet.source.SyncSource;
import dev.flotilla.fleet.tenant.TenantProps;
import org.junit.jupiter.api.Test;

class CommitRulesTest {
  private static final GitVerification SSH = GitVerification.signedBy("ssh-ed25519 AAAAC3Nz ada");
  private static final GitVerification OPEN_PGP =
      GitVerification.signedBy(
          "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDME\n-----END PGP PUBLIC KEY BLOCK-----\n");
  private static final String APPS = "https://github.com/acme/apps.git";
  private static final GitBasicCredential BOT = Credential.gitBasic("git-bot", "flux");
  private static final GitSource FLEET =
      SyncSource.git(
          "https://github.com/acme/fleet.git",
          GitRef.branch("main"),
          "clusters",
          GitVerification.none());

  @Test
  void refusesSshKeysThatFluxDoesNotKnowYet() {
    assertThat(FleetRules.check(fleet("2.8.x", "image-updates", SSH)))
        .containsExactly(
            new Problem(
                "fleet",
                "an SSH key of Git commits needs Flux 2.9 or newer, got '2.8.x'; raise the version of its Distribution"));
    assertThat(FleetRules.check(fleet("2.8.x", "image-updates", OPEN_PGP))).isEmpty();
    assertThat(FleetRules.check(fleet("2.9.x", "image-updates", SSH))).isEmpty();
  }

  @Test
  void refusesAnSshKeyOfTheSyncThatFluxDoesNotKnowYet() {
    Fleet fleet = fleet("2.8.x", "image-updates", OPEN_PGP);

    assertThat(
            FleetRules.check(
                fleet.toBuilder()
                    .sync(
                        FleetSync.from(
                            new GitSource(FLEET.url(), FLEET.ref(), FLEET.options(), SSH)))
                    .build()))
        .extracting(Problem::message)
        .containsOnly(
            "an SSH key of Git commits needs Flux 2.9 or newer, got '2.8.x'; raise the version of its Distribution");
  }

  @Test
  void refusesUpdatesThatArePushedUnsignedToABranchThatClustersVerify() {
    assertThat(FleetRules.check(fleet("2.x", "main", SSH)))
        .containsExactly(
            new Problem(
                "update",
                "updates are pushed unsigned, got the branch 'main' of '%s' for 'apps', whose commits clusters verify; push to another with withPushBranch, and merge it with a signed commit"
                    .formatted(APPS)));
    assertThat(FleetRules.check(fleet("2.x", "image-updates", SSH))).isEmpty();
  }

  private static Fleet fleet(String flux, String pushBranch, GitVerification verification) {
    TenantProps shop =
        TenantProps.builder(new GitContentRepository("apps", APPS, verification).content("shop"))
            .build();
    UpdateAutomationProps updates =
        UpdateAutomationProps.of(
                "apps",
                SyncSource.git(
                        APPS, GitRef.branch("main"), "update-policies", GitVerification.none())
                    .withCredential(BOT),
                new Author("bot", "bot@acme.example"))
            .withPushBranch(pushBranch);
    return Fleet.builder(
            Organization.onGitHub("ghcr.io", "acme", "fleet"), new FluxRelease(flux, "0.59.0"))
        .sync(FleetSync.from(FLEET))
        .addTenant(shop)
        .addCluster(Cluster.workload("staging", Environment.ofBranch("staging", "main")).build())
        .addCluster(
            Cluster.automation("update", Environment.ofBranch("staging", "main"))
                .addUpdateAutomation(updates)
                .build())
        .build();
  }
}
