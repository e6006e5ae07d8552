package dev.flotilla.main.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.automation.Author;
import dev.flotilla.fleet.automation.UpdateAutomationProps;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.descriptor.RenderedFleet;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.resolve.ResolvedFleet;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.GitVerification;
import dev.flotilla.fleet.source.SyncSource;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes workflows in a team's repository, which has no sources of a fleet. */
class TeamWorkflowsTest {
  private static final String DIGEST = "a".repeat(64);
  private static final String PROGRAM = "https://acme.example/flotilla.tar.gz@sha256:" + DIGEST;
  private static final String PUSH = ".github/workflows/push-web.yaml";

  @TempDir Path parent;
  private Path folder;

  private final Terminal terminal = new Terminal();

  @BeforeEach
  void describe() throws IOException {
    folder = Files.createDirectory(parent.resolve("apps"));
    ArtifactRepository apps =
        Organization.onGitHub("ghcr.io", "acme", "fleet")
            .artifacts("apps", "apps", ArtifactSigner::gitHubActions);
    Fleet fleet =
        Fleets.of(
                Fleets.staging().build(),
                Fleets.prod().build(),
                Cluster.automation("update", Environment.STAGING)
                    .addUpdateAutomation(updates())
                    .build())
            .toBuilder()
            .addTenant(TenantProps.builder(apps.artifact("web")).build())
            .build();
    Files.writeString(
        folder.resolve("fleet.json"),
        RenderedFleet.of(ResolvedFleet.of(fleet)).descriptor().toJson());
  }

  private static UpdateAutomationProps updates() {
    return UpdateAutomationProps.of(
        "updates",
        SyncSource.git(
                "https://github.com/acme/apps.git",
                GitRef.branch("main"),
                "update-policies",
                GitVerification.none())
            .withCredential(Credential.gitBasic("github-auth", "flux")),
        new Author("acme-bot", "acme-bot@users.noreply.github.com"));
  }

  @Test
  void writesThoseOfTheTeamsArtifactAlone() {
    assertThat(run("workflows --fleet fleet.json --repository acme/apps")).isZero();

    assertThat(terminal.errors())
        .isEqualTo(
            """
            workflows: wrote .github/workflows/check.yaml
            workflows: wrote .github/workflows/image-updates.yaml
            workflows: wrote .github/workflows/push-web.yaml
            workflows: wrote .github/workflows/release-web.yaml
            """);
    assertThat(folder.resolve(PUSH))
        .content()
        .contains("          repository: acme/fleet\n", "run: .fleet/flotilla publish ")
        .doesNotContain("FLOTILLA_FLEET", "Fetch Flotilla");
  }

  /** That of a project with content in Java writes the folders first. */
  @Test
  void keepsTheWorkflowThatCompletesUpdates() throws IOException {
    Path own = Files.createDirectories(folder.resolve(".github/workflows"));
    Files.writeString(own.resolve("image-updates.yml"), "# Completes what is pushed.\n");

    assertThat(run("workflows --fleet fleet.json --repository acme/apps")).isZero();

    assertThat(own.resolve("image-updates.yaml")).doesNotExist();
    assertThat(own.resolve("image-updates.yml")).hasContent("# Completes what is pushed.\n");
    assertThat(own.resolve("check.yaml")).exists();
  }

  @Test
  void theProgramAloneFindsTheFleetOfAFile() {
    assertThat(run("workflows --fleet fleet.json --repository acme/apps --program " + PROGRAM))
        .isZero();

    assertThat(folder.resolve(PUSH))
        .content()
        .contains(
            "      id-token: write # to sign as this workflow\n    env:\n      FLOTILLA_FLEET: 'fleet.json'\n    steps:\n",
            "          URL: 'https://acme.example/flotilla.tar.gz'\n          DIGEST: '"
                + DIGEST
                + "'\n",
            "run: flotilla publish --component 'components/web'\n")
        .doesNotContain("acme/fleet", "FLEET_TOKEN", "setup-node");
  }

  @Test
  void aFileIsNamedFromTheRootOfTheRepository() throws IOException {
    Files.createDirectory(folder.resolve("ci"));
    Files.move(folder.resolve("fleet.json"), folder.resolve("ci/fleet.json"));

    assertThat(
            terminal.run(
                parent,
                "workflows apps --fleet apps/ci/fleet.json --repository acme/apps --program "
                    + PROGRAM,
                TeamWorkflowsTest::none))
        .isZero();
    assertThat(folder.resolve(PUSH)).content().contains("FLOTILLA_FLEET: 'ci/fleet.json'\n");
  }

  @Test
  void refusesAFleetThatNoWorkflowCanRead() throws IOException {
    Files.move(folder.resolve("fleet.json"), parent.resolve("fleet.json"));

    assertRefused(
        "workflows --fleet ../fleet.json --repository acme/apps --program " + PROGRAM,
        "--fleet must name a file in the repository, where its workflows read it, or the address of a fleet artifact, got '../fleet.json'; copy it to '%s'"
            .formatted(folder));
    assertThat(run("workflows --fleet ../fleet.json --repository acme/apps")).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://acme.example/flotilla.tar.gz",
        "https://acme.example/flotilla.tar.gz@sha256:abc",
        "http://acme.example/flotilla.tar.gz@sha256:"
            + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "https://acme.example/$(id)@sha256:"
            + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
      })
  void refusesAProgramWithoutItsDigest(String program) {
    assertRefused(
        "workflows --fleet fleet.json --repository acme/apps --program " + program,
        "--program must be the https URL of flotilla.tar.gz with its digest, such as 'https://example.com/flotilla.tar.gz@sha256:…', got '%s'; 'make dist' packs it and 'sha256sum' prints the digest"
            .formatted(program));
  }

  @Test
  void refusesASignerThatWouldBeMoreThanAText() throws IOException {
    Path quoted = folder.resolve("o'fleet.json");
    Files.move(folder.resolve("fleet.json"), quoted);

    assertRefused(
        "workflows --fleet o'fleet.json --repository acme/apps --program " + PROGRAM,
        "--fleet must have no spaces, quotes or '$' to stand in a workflow, got 'o'fleet.json'; rename it");
  }

  @Test
  void refusesAProgramForTheFleetItself() {
    assertRefused(
        "workflows --fleet fleet.json --program " + PROGRAM,
        "--program must be for a repository without the fleet's sources, which build the program themselves, got '%s'; drop it, or name a team's repository with --repository"
            .formatted(PROGRAM));
  }

  @Test
  void refusesAProgramThatFindsNoFleet() {
    assertThat(terminal.run(folder, "workflows --repository acme/infra --program " + PROGRAM))
        .isEqualTo(1);
    assertThat(terminal.errors())
        .isEqualTo(
            "error: --program must come with --fleet, because a program without a fleet must find one, got '%s'; set --fleet to where the workflows find it\n"
                .formatted(PROGRAM));
  }

  private void assertRefused(String line, String message) {
    assertThat(run(line)).isEqualTo(1);
    assertThat(terminal.errors()).isEqualTo("error: " + message + "\n");
    assertThat(folder.resolve(".github")).doesNotExist();
  }

  private int run(String line) {
    return terminal.run(folder, line, TeamWorkflowsTest::none);
  }

  private static Fleet none() {
    throw new Failure("nothing asks for a fleet's sources");
  }
}
