package dev.flotilla.fleet.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.OciUrl;
import org.junit.jupiter.api.Test;

class SigningRulesTest {
  @Test
  void refusesSignaturesThatNobodyMakesOnTheChannel() {
    Environment canary = new Environment("canary", Channel.LATEST, GitRef.semverTags());
    Environment production =
        new Environment("production", Channel.LATEST_STABLE, GitRef.branch("main"));
    Fleet fleet =
        Fleets.of(
            Cluster.workload("canary", canary).build(),
            Cluster.workload("prod", production).build());

    assertThat(FleetRules.check(fleet))
        .containsExactly(
            new Problem(
                "canary",
                "environment 'canary' must accept signatures from the refs that its channel is pushed from, got channel 'latest' and 'refs/tags/v\\d+\\.\\d+\\.\\d+'; give it GitRef.branch(…)"),
            new Problem(
                "prod",
                "environment 'production' must accept signatures from the refs that its channel is pushed from, got channel 'latest-stable' and 'refs/heads/main'; give it GitRef.semverTags()"));
  }

  @Test
  void takesAnUnsignedFleetOnAnyChannel() {
    Environment canary = new Environment("canary", Channel.LATEST, GitRef.semverTags());
    Fleet fleet =
        Fleets.of(Cluster.workload("canary", canary).build()).toBuilder()
            .sync(FleetSync.unsignedArtifact())
            .build();

    assertThat(FleetRules.check(fleet)).isEmpty();
  }

  @Test
  void refusesAChannelThatTwoBranchesArePushedTo() {
    Environment next = new Environment("next", Channel.LATEST, GitRef.branch("next"));
    Fleet fleet = Fleets.of(Fleets.staging().build(), Cluster.workload("next-eu", next).build());

    assertThat(FleetRules.check(fleet))
        .containsExactly(
            new Problem(
                "next-eu",
                "a channel must be pushed from the same refs for all environments that follow it, got 'latest' from 'refs/heads/main' for 'staging' and from 'refs/heads/next' for 'next'; give one a channel of its own, such as Channel.tag(\"next\")"));
  }

  @Test
  void acceptsAThirdChannelAndTwoEnvironmentsOfOne() {
    Environment next = new Environment("next", Channel.tag("next"), GitRef.branch("next"));
    Environment test = new Environment("test", Channel.LATEST, GitRef.branch("main"));
    Environment slow =
        new Environment("slow", Channel.tag("slow").ofReleases(), GitRef.semverTags());
    Fleet fleet =
        Fleets.of(
            Fleets.staging().build(),
            Cluster.workload("next", next).build(),
            Cluster.workload("test", test).build(),
            Cluster.workload("slow", slow).build());

    assertThat(FleetRules.check(fleet)).isEmpty();
    assertThat(new ClusterResolver(fleet).sync(fleet.clusters().get(1)).reference())
        .isEqualTo("next");
  }

  @Test
  void refusesAGitHubWorkflowWhereGitIsElsewhere() {
    Organization acme =
        Organization.builder(new OciUrl("oci://registry.gitlab.com/acme/fleet"), "acme")
            .gitHost("gitlab.com")
            .build();
    Fleet fleet = Fleets.of(Fleets.staging().build()).toBuilder().organization(acme).build();

    assertThat(FleetRules.check(fleet))
        .containsExactly(
            new Problem(
                "fleet",
                "the fleet artifact must be signed where its Git repository is, got the GitHub workflow 'push-artifact.yaml' and 'gitlab.com'; set FleetSync.artifactSignedBy(ArtifactSigner.gitLab(\"acme/fleet\"))"));
    FleetSync signed = FleetSync.artifactSignedBy(ArtifactSigner.gitLab("acme/fleet"));
    assertThat(FleetRules.check(fleet.toBuilder().sync(signed).build())).isEmpty();
  }
}
