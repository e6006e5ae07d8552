package dev.flotilla.main.command.rollout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.environment.RingName;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.resolve.ChannelArtifacts;
import dev.flotilla.main.command.Terminal;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.rollout.RolloutRing;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApprovalPromptTest {
  private static final Environment PRODUCTION =
      Environment.PRODUCTION.withRings("canary", "early", "broad");

  @TempDir Path folder;

  private final Terminal terminal = new Terminal();

  private ApprovalPrompt prompt(String answers) {
    Fleet fleet =
        Fleet.builder(
                Organization.onGitHub("ghcr.io", "acme", "fleet"),
                new FluxRelease("2.9.5", "0.59.0").withEmbeddedManifests())
            .sync(FleetSync.unsignedArtifact())
            .addCluster(Cluster.workload("prod-eu", PRODUCTION).ring("early").build())
            .addCluster(Cluster.workload("prod-us", PRODUCTION).ring("early").build())
            .build();
    Invocation invocation = terminal.invocation(folder, () -> fleet);
    RolloutSession session =
        new RolloutSession(
            invocation,
            PRODUCTION,
            new ChannelArtifacts(fleet, PRODUCTION.channel()).fleet(),
            Optional.empty(),
            Duration.ZERO);
    return new ApprovalPrompt(
        invocation.report(), new ByteArrayInputStream(answers.getBytes(UTF_8)), session, "v1.2.0");
  }

  private static Optional<String> hold(ApprovalPrompt prompt, String ring) {
    return prompt.hold(new RolloutRing(new RingName(ring), "latest-stable-" + ring, ""));
  }

  @Test
  void eachRingButTheFirstIsAskedAbout() {
    ApprovalPrompt prompt = prompt("y\nyes\n");

    assertThat(hold(prompt, "canary")).isEmpty();
    assertThat(terminal.errors()).isEmpty();
    assertThat(hold(prompt, "early")).isEmpty();
    assertThat(hold(prompt, "broad")).isEmpty();
    assertThat(terminal.errors())
        .startsWith(
            "fleet: ring 'early' gets v1.2.0 next: prod-eu, prod-us; continue? [y/N]\n"
                + "fleet: ring 'broad' gets v1.2.0 next");
  }

  @Test
  void anotherAnswerOrNoneHoldsTheRing() {
    assertThat(hold(prompt("n\ny\n"), "early")).contains("it was not approved");
    assertThat(hold(prompt(""), "early")).contains("it was not approved");
  }
}
