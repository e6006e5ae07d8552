package dev.flotilla.main.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.fixture.ExampleFleet;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.tenant.TenantProps;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before anything is read or started. */
class PublishCommandTest {
  private final Terminal terminal = new Terminal();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--version v1.2.3 --rollback-to v1.2.2 | --version and --rollback-to exclude each other, got 'v1.2.3' and 'v1.2.2'; drop one",
        "--channel latest --version v1.2.3 | channel 'latest' follows a branch, got release 'v1.2.3'; drop --channel or the release",
        "--channel latest --rollback-to v1.2.3 | channel 'latest' follows a branch, got release 'v1.2.3'; drop --channel or the release",
        "--channel latest-stable | channel 'latest-stable' follows releases, got none; name one with --version or --rollback-to",
        "--branch main --version v1.2.3 | --branch must not be set for a release, which is built from a commit whatever its branch, got 'main'; drop it",
        "--branch refs/heads/main | invalid value for option '--branch': a branch must be named without 'refs/heads/' and white space, such as 'main', got 'refs/heads/main'; see 'flotilla publish --help'",
        "--channel stable | --channel must be one that a cluster follows, got 'stable'; there are: latest, latest-stable",
        "--channel lates | --channel must be one that a cluster follows, got 'lates'; did you mean 'latest'?",
        "--version 1.2.3 | invalid value for option '--version': must be a version such as 'v1.2.3', without a pre-release, got '1.2.3'; see 'flotilla publish --help'",
        "--rollback-to v1.2.3-rc.1 | invalid value for option '--rollback-to': must be a version such as 'v1.2.3', without a pre-release, got 'v1.2.3-rc.1'; see 'flotilla publish --help'",
      })
  void refusesOptionsThatContradictEachOther(String options, String message) {
    assertThat(error(acme(), options)).isEqualTo("error: " + message + "\n");
  }

  @Test
  void namesTheChannelsOfTheFleet() {
    Environment next = new Environment("next", Channel.tag("next"), GitRef.branch("next"));
    Fleet fleet = acme().toBuilder().addCluster(Cluster.workload("next", next).build()).build();

    assertThat(error(fleet, "--channel nxt"))
        .isEqualTo(
            "error: --channel must be one that a cluster follows, got 'nxt'; did you mean 'next'?\n");
    assertThat(error(fleet, "--channel next --version v1.2.3"))
        .endsWith(
            "error: channel 'next' follows a branch, got release 'v1.2.3'; drop --channel or the release\n");
  }

  @Test
  void refusesAnExamplesOrganization() {
    assertThat(error(ExampleFleet.fleet(), ""))
        .isEqualTo(
            "error: the fleet's organization must be yours, because it is published there, got the example 'ghcr.io/acme/fleet'; give the fleet an Organization.onGitHub(…) with your registry, owner and repository, or mirror 'ghcr.io' with FLOTILLA_MIRROR\n");
  }

  @Test
  void reportsAllFoldersThatAreNotComponents() {
    assertThat(error(acme(), "--component components/wbe /srv/monitoring"))
        .isEqualTo(
            """
            error: a folder of content must be named after a component or tenant of the fleet, got 'wbe'; did you mean 'web'?
            error: a folder of content must be named after a component or tenant of the fleet, got 'monitoring'; it has: api, web
            """);
  }

  @Test
  void refusesAFolderNamedLikeTwoArtifacts() {
    Fleet two = acme().toBuilder().addTenant(tenant("lab", "api")).build();

    assertThat(error(two, "--component api"))
        .isEqualTo(
            "error: a folder to publish must name exactly one artifact, got 'api', the name of 'acme/apps/api' and 'acme/lab/api'; rename one of them\n");
  }

  @Test
  void refusesComponentsThatAreNotFolders() {
    assertThat(error(acme(), "--component api --component web"))
        .isEqualTo(
            """
            error: a component to publish must be a folder, got '%1$s/api'; create it, or name another with --component
            error: a component to publish must be a folder, got '%1$s/web'; create it, or name another with --component
            """
                .formatted(folder));
  }

  @Test
  void refusesAChannelThatNoClusterFollows() {
    assertThat(error(acme(), "--version v1.2.3"))
        .isEqualTo(
            "error: a channel to publish to must have clusters, whose rules say who signs, got none on 'latest-stable'; add one to the fleet, or publish to another channel\n");
  }

  @Test
  void tagsOfRingsAndTheirRollbackAtOnceAreRefused() {
    Environment production = Environment.PRODUCTION.withRings("canary", "early", "broad");
    Fleet fleet =
        acme().toBuilder()
            .addCluster(Cluster.workload("prod", production).ring("canary").build())
            .build();

    assertThat(error(fleet, "--channel latest-stable-early --version v1.2.3"))
        .isEqualTo(
            "error: --channel must not be the tag of a ring, which a rollout moves, got 'latest-stable-early' of ring 'early'; publish a version to channel 'latest-stable'\n");
    assertThat(error(fleet, "--rollback-to v1.2.3"))
        .endsWith(
            "error: --rollback-to must be for a channel without rings, got 'latest-stable' with canary, early, broad; take them back with 'flotilla rollout back'\n");
  }

  private String error(Fleet fleet, String options) {
    assertThat(terminal.run(folder, ("publish " + options).strip(), () -> fleet)).isEqualTo(1);
    return terminal.errors();
  }

  private static Fleet acme() {
    return Fleet.builder(
            Organization.onGitHub("ghcr.io", "acme", "fleet"), new FluxRelease("2.x", "0.59.0"))
        .addTenant(tenant("apps", "web"))
        .addTenant(tenant("apps", "api"))
        .addCluster(Cluster.workload("staging", Environment.STAGING).build())
        .build();
  }

  private static TenantProps tenant(String repository, String name) {
    return TenantProps.builder(
            Organization.onGitHub("ghcr.io", "acme", "fleet")
                .artifacts(repository, repository, ArtifactSigner::gitHubActions)
                .artifact(name))
        .build();
  }
}
